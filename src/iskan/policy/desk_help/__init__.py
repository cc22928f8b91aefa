"""Words of help for every page of the desk, by the name of its address."""

from typing import Final

from iskan.core.text import Text
from iskan.policy.desk_help.casework import CASEWORK
from iskan.policy.desk_help.homes import HOMES
from iskan.policy.desk_help.money import MONEY
from iskan.policy.desk_help.office import OFFICE

FILING: Final = Text(
    ar="يملأ الموظف الطلب نيابة عن مقدمه خطوة خطوة، ويُحفظ ما أُدخل. يُقرأ ما سيُقدّم على مقدم الطلب قبل التقديم.",
    en="The official fills the application in for its applicant, step by step; what is typed is kept. What is to be filed "
    "is read to the applicant first.",
)
HELP: Final = CASEWORK | HOMES | MONEY | OFFICE
