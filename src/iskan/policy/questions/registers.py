"""Questions to the registers of other bodies, each with its purpose and legal ground."""

from iskan.core.catalogue import RegisterCheck, Subjects
from iskan.core.text import Text
from iskan.policy.instruments import CREDIT_LAW, HOUSING_SYSTEM

_HOUSING_GROUND = Text(
    ar=f"{HOUSING_SYSTEM.ar}، وقانون حماية البيانات الشخصية الصادر بالقانون رقم (30) لسنة 2018",
    en=f"{HOUSING_SYSTEM.en}; Law 30/2018 on personal data protection",
)

IDENTITY = RegisterCheck(
    register="civil_registry",
    subjects=Subjects.PERSON,
    purpose=Text(ar="التحقق من هوية مقدم الطلب وعنوانه", en="To verify the applicant's identity and address"),
    before_filing=True,
)
"""For services that are not about a household: the family stays unasked, the ground is the service's own."""

POPULATION = RegisterCheck(
    register="civil_registry",
    subjects=Subjects.APPLICANT,
    purpose=Text(
        ar="التحقق من الهوية والجنسية وأفراد الأسرة والعنوان", en="To verify identity, nationality, family and address"
    ),
    legal_ground=_HOUSING_GROUND,
    before_filing=True,
)
SOCIAL_INSURANCE = RegisterCheck(
    register="social_insurance",
    subjects=Subjects.APPLICANT,
    purpose=Text(ar="احتساب دخل مقدم الطلب", en="To work out the applicant's income"),
    legal_ground=_HOUSING_GROUND,
    before_filing=True,
)
LAND_REGISTRY = RegisterCheck(
    register="land_registry",
    subjects=Subjects.HOUSEHOLD,
    purpose=Text(ar="التحقق من الملكية العقارية للأسرة", en="To verify what property the family owns"),
    legal_ground=_HOUSING_GROUND,
    before_filing=True,
)
IMMIGRATION = RegisterCheck(
    register="immigration",
    subjects=Subjects.HOUSEHOLD,
    purpose=Text(ar="التحقق من إقامة الأسرة في البحرين", en="To verify that the family lives in Bahrain"),
    legal_ground=_HOUSING_GROUND,
    before_filing=True,
)
JUSTICE = RegisterCheck(
    register="justice",
    subjects=Subjects.APPLICANT,
    purpose=Text(ar="التحقق من الزواج والطلاق والحضانة والوفاة", en="To verify marriage, divorce, custody and deaths"),
    legal_ground=_HOUSING_GROUND,
    before_filing=True,
)
HEALTH = RegisterCheck(
    register="health",
    subjects=Subjects.HOUSEHOLD,
    purpose=Text(
        ar="إثبات نوع الإعاقة لتجهيز المسكن بما يناسبها",
        en="To record the kind of disability, so that the home suits it",
    ),
    legal_ground=Text(
        ar="المادة (5) مكررًا من المرسوم بقانون رقم (10) لسنة 1976 في شأن الإسكان",
        en="Article 5 bis of Legislative Decree 10/1976 on housing",
    ),
    before_filing=True,
)
LABOUR = RegisterCheck(
    register="labour",
    subjects=Subjects.APPLICANT,
    purpose=Text(ar="التحقق من الوضع الوظيفي", en="To verify employment"),
    legal_ground=_HOUSING_GROUND,
)
CREDIT_BUREAU = RegisterCheck(
    register="credit_bureau",
    subjects=Subjects.ADULTS,
    purpose=Text(
        ar="التحقق من عدم تملك مسكن بتمويل إسلامي أو تجاري",
        en="To verify that no home was had through Islamic or commercial finance",
    ),
    legal_ground=Text(
        ar=f"{CREDIT_LAW.ar}، وموافقة صاحب البيانات الصريحة", en=f"{CREDIT_LAW.en}, and the person's explicit consent"
    ),
    declaration="credit_check",
)
ALL = (
    *(POPULATION, SOCIAL_INSURANCE, LAND_REGISTRY, IMMIGRATION),
    *(JUSTICE, HEALTH, LABOUR, CREDIT_BUREAU),
)
