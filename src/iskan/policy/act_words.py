"""What the table of acts says in words: on what an act decides, who may not be both, who is told."""

from typing import Final

from iskan.core.acts import ActArea, Apart, Told
from iskan.core.text import Text

AREAS: Final = {
    ActArea.RIGHTS: Text(ar="الحقوق", en="Rights"),
    ActArea.MONEY: Text(ar="الأموال", en="Money"),
    ActArea.HOMES: Text(ar="الوحدات", en="Homes"),
    ActArea.ACCOUNTS: Text(ar="الحسابات", en="Accounts"),
    ActArea.FIGURES: Text(ar="القيم القانونية", en="Figures"),
    ActArea.DRAWS: Text(ar="السحوبات", en="Draws"),
}
NEVER_BOTH: Final = {
    Apart.OFFICE: Text(ar="موظفان من إدارة واحدة", en="Two officials of one department"),
    Apart.HOUSEHOLD: Text(ar="موظف من الأسرة المعنية", en="An official of the household concerned"),
    Apart.ACCOUNT: Text(ar="صاحب الحساب نفسه", en="The owner of the account"),
}
ONE_PERSON: Final = Text(ar="الموظف نفسه", en="The same official")
ARE_TOLD: Final = {
    Told.AUDITORS: Text(ar="المدققون", en="Auditors"),
    Told.APPLICANT: Text(ar="مقدم الطلب", en="The applicant"),
    Told.ACCOUNT_OWNER: Text(ar="صاحب الحساب", en="The owner of the account"),
    Told.PUBLIC: Text(ar="العموم، في صفحة منشورة", en="Everybody, on a public page"),
}
