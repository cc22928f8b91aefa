"""Banks by the four letters of their account numbers (domain supplement 3.2 bis; no central-bank list was found)."""

from iskan.core.questions.reaching import Bank
from iskan.core.text import Text

BANKS = (
    Bank("NBOB", Text(ar="بنك البحرين الوطني", en="National Bank of Bahrain")),
    Bank("BBKU", Text(ar="بنك البحرين والكويت", en="Bank of Bahrain and Kuwait")),
    Bank("ALSA", Text(ar="مصرف السلام", en="Al Salam Bank")),
    Bank("BIBB", Text(ar="بنك البحرين الإسلامي", en="Bahrain Islamic Bank")),
    Bank("KFHO", Text(ar="بيت التمويل الكويتي (البحرين)", en="Kuwait Finance House (Bahrain)")),
    Bank("ESKB", Text(ar="بنك الإسكان", en="Eskan Bank")),
    Bank("AUBB", Text(ar="البنك الأهلي المتحد", en="Ahli United Bank")),
    Bank("KHCB", Text(ar="المصرف الخليجي التجاري", en="Khaleeji Bank")),
    Bank("ABIB", Text(ar="بنك البركة الإسلامي", en="Al Baraka Islamic Bank")),
    Bank("FIBH", Text(ar="بنك الإثمار", en="Ithmaar Bank")),
    Bank("ABCO", Text(ar="المؤسسة العربية المصرفية (بنك ABC)", en="Arab Banking Corporation (Bank ABC)")),
    Bank("NBOK", Text(ar="بنك الكويت الوطني", en="National Bank of Kuwait")),
    Bank("SCBL", Text(ar="ستاندرد تشارترد", en="Standard Chartered Bank")),
)
