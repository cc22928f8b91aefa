"""Files by which a bank is told what to pay and tells what it did: ISO 20022 as the standard writes it."""
