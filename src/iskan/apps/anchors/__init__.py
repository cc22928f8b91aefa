"""The heads of the audit trail and the draws: kept, published, mailed, time-stamped and verified each night."""
