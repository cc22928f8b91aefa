"""Documents that municipal services ask for, as the service pages list them (domain 5, supplement 5.2).

Where a list marks what must be given, the rest of it may be left out; where none is marked all of it is asked for.
"""

from iskan.core.evidence import EvidenceKind
from iskan.core.text import Text
from iskan.policy.instruments import MUNICIPAL_SERVICE_PAGE, basis


def _kind(code: str, name: Text, help: Text, source: str, grade: str = "A") -> EvidenceKind:  # noqa: A002 -- as the field it fills
    return EvidenceKind(code=code, name=name, help=help, legal_basis=basis(MUNICIPAL_SERVICE_PAGE, source, grade))


def _card(code: str, name: Text, source: str) -> EvidenceKind:
    cited = basis(MUNICIPAL_SERVICE_PAGE, source, "A")
    return EvidenceKind(
        code=code,
        name=name,
        help=Text(ar="من الوجهين.", en="Both sides."),
        legal_basis=cited,
        sides=(Text(ar="الوجه الأمامي", en="Front"), Text(ar="الوجه الخلفي", en="Back")),
    )


DEED = _kind(
    "municipal_deed",
    Text(ar="وثيقة ملكية العقار", en="Title deed of the property"),
    Text(ar="صورة من جميع صفحاتها.", en="A copy of all its pages."),
    "S60, S111, S113",
)
OWNER_IDENTITY = _kind(
    "property_owner_identity",
    Text(ar="بطاقة هوية المالك أو سجله التجاري", en="The owner's identity card or commercial registration"),
    Text(
        ar="من الوجهين للبطاقة، وإن كان المالك شركة فسجلها التجاري.",
        en="Both sides of a card; of a company, its registration.",
    ),
    "S60, S107, S113",
)
OWNER_LETTER = _kind(
    "owner_letter",
    Text(ar="خطاب من المالك", en="Letter of the owner"),
    Text(
        ar="موجّه إلى البلدية وموقّع من المالك، ويبيّن المطلوب.",
        en="To the municipality, signed by the owner, saying what is asked.",
    ),
    "S60, S111, S113",
)
APPLICANT_IDENTITY = _card(
    "applicant_identity", Text(ar="بطاقة هوية مقدم الطلب", en="The applicant's identity card"), "S107, S112"
)
COMMERCIAL_REGISTER = _kind(
    "commercial_register",
    Text(ar="السجل التجاري", en="Commercial registration"),
    Text(ar="شهادة السجل سارية المفعول.", en="The certificate of registration, in force."),
    "S107, S112",
)
INACTIVE_REGISTER = _kind(
    "inactive_register",
    Text(ar="ما يثبت عدم سريان السجل التجاري على العنوان", en="Proof that no registration is active at the address"),
    Text(
        ar="شهادة بذلك، أو طلب تغيير عنوان السجل أو شطبه.",
        en="A certificate of it, or the request to change the registration's address or to delete it.",
    ),
    "S60",
)
VALID_ORIGINALS = _kind(
    "valid_originals",
    Text(ar="أصول المستندات سارية المفعول", en="Valid originals"),
    Text(ar="صور واضحة من أصول مستندات الحساب.", en="Clear pictures of the original papers of the account."),
    "S60",
)
ACCOUNT_DECLARATION = _kind(
    "account_declaration",
    Text(ar="استمارة الإقرار", en="Declaration form"),
    Text(ar="استمارة البلدية معبأة وموقّعة.", en="The municipality's form, filled in and signed."),
    "S107",
)
PLACE_RELEASE = _kind(
    "place_release",
    Text(ar="خطاب إخلاء المكان", en="Place release letter"),
    Text(ar="يفيد بإخلاء المكان من شاغله السابق.", en="Saying that whoever was there before has left."),
    "S107",
)
ADDRESS_CERTIFICATE = _kind(
    "address_certificate",
    Text(ar="شهادة العنوان", en="Address certificate"),
    Text(ar="شهادة عنوان المكان المطلوب له الحساب.", en="Of the place the account is for."),
    "S107",
)
TENANT_LETTER = _kind(
    "tenant_letter",
    Text(ar="خطاب من المستأجر", en="Letter of the tenant"),
    Text(ar="موقّع من المستأجر، ويبيّن المطلوب تحديثه.", en="Signed by the tenant, saying what is to be updated."),
    "S108, S109",
)
TENANT_IDENTITY = _card("tenant_identity", Text(ar="بطاقة هوية المستأجر", en="The tenant's identity card"), "S118")
PERMIT_COPY = _kind(
    "permit_copy",
    Text(ar="صورة من الرخصة", en="Copy of the permit"),
    Text(ar="الرخصة التي دُفع التأمين لأجلها.", en="The permit the deposit was paid for."),
    "S110",
)
RECEIPTS = _kind(
    "deposit_receipts",
    Text(ar="أصول إيصالات دفع التأمين", en="Original receipts of the deposit"),
    Text(ar="صورة واضحة من كل إيصال أصلي.", en="A clear picture of each original receipt."),
    "S110",
)
COMPLETION = _kind(
    "completion_certificate",
    Text(ar="شهادة إتمام البناء", en="Building completion certificate"),
    Text(ar="تصدر قبل طلب استرجاع التأمين.", en="Issued before a deposit is asked back."),
    "S110, S224",
)
SITE_PICTURES = _kind(
    "site_pictures",
    Text(ar="صور الموقع", en="Pictures of the site"),
    Text(ar="صور حديثة للموقع أو لواجهة المبنى.", en="Recent pictures of the site or of the building's facade."),
    "S60, S113, S117",
)
SURVEY = _kind(
    "survey_certificate",
    Text(ar="شهادة المسح أو المخطط المعتمد", en="Survey certificate or approved plan"),
    Text(
        ar="حديثة الإصدار، صادرة عن جهاز المساحة والتسجيل العقاري.",
        en="A recent one, of the survey and land registration bureau.",
    ),
    "S113, S221",
)
SUPERVISION = _kind(
    "engineering_supervision",
    Text(ar="تعهد الإشراف الهندسي", en="Engineering supervision"),
    Text(ar="صادر عن مكتب هندسي مرخّص.", en="From a licensed engineering office."),
    "S60, S111",
)
MARKED_DRAWING = _kind(
    "marked_drawing",
    Text(ar="مخطط يبيّن المطلوب هدمه", en="Drawing marked with what is demolished"),
    Text(
        ar="مخطط المبنى مؤشرًا عليه الجزء المطلوب هدمه.",
        en="The building's drawing, marked with the part to be demolished.",
    ),
    "S60, S217",
)
DRAWINGS = _kind(
    "drawings",
    Text(ar="المخططات القائمة والمقترحة", en="Existing and proposed drawings"),
    Text(ar="مخططات الوضع القائم والوضع المقترح.", en="Drawings of what stands and of what is proposed."),
    "S111, S117, S215",
)
UTILITY_LETTER = _kind(
    "utility_letter",
    Text(ar="خطاب المالك إلى هيئة الكهرباء والماء", en="The owner's letter to the electricity and water authority"),
    Text(ar="يبيّن الإضافة المطلوبة.", en="Saying what is to be added."),
    "S215",
)
ELECTRICITY_BILL = _kind(
    "electricity_bill",
    Text(ar="فاتورة الكهرباء والماء", en="Electricity and water bill"),
    Text(ar="آخر فاتورة للعنوان.", en="The last bill of the address."),
    "S117, S118, S121",
)
METER_PICTURE = _kind(
    "meter_picture",
    Text(ar="صورة العداد", en="Picture of the meter"),
    Text(ar="صورة يظهر فيها رقم العداد.", en="One that shows the meter's number."),
    "S117",
    "C",
)
SUPPLY_NUMBER = _kind(
    "electricity_supply",
    Text(ar="رقم خدمة الكهرباء (SPN)", en="Electricity supply number (SPN)"),
    Text(
        ar="مستند من هيئة الكهرباء والماء يبيّن الرقم.",
        en="A paper of the electricity and water authority that shows it.",
    ),
    "S111",
    "C",
)
GUARANTEE_LETTER = _kind(
    "guarantee_letter",
    Text(ar="خطاب الضمان", en="Guarantee letter"),
    Text(ar="خطاب الضمان المتعلق بالبناء.", en="The guarantee letter of the building."),
    "S111",
    "C",
)
CIVIL_DEFENCE_LETTER = _kind(
    "civil_defence_letter",
    Text(ar="خطاب الدفاع المدني", en="Civil defence letter"),
    Text(ar="صادر عن الإدارة العامة للدفاع المدني.", en="From the directorate of civil defence."),
    "S111",
    "C",
)
THERMAL_INSULATION = _kind(
    "thermal_insulation",
    Text(ar="ما يثبت العزل الحراري", en="Proof of thermal insulation"),
    Text(ar="شهادة العزل الحراري للبناء.", en="The building's certificate of thermal insulation."),
    "S111",
    "C",
)
OFFICE_REGISTRATION = _kind(
    "office_registration",
    Text(ar="ترخيص المكتب الهندسي", en="Registration of the engineering office"),
    Text(ar="ساري المفعول.", en="In force."),
    "S60, S111",
)
ADDRESS_CARD = _kind(
    "address_card_copy",
    Text(ar="بطاقة العنوان", en="Address card"),
    Text(ar="بطاقة عنوان المبنى، القديمة إن كانت تُجدَّد.", en="The building's card; the old one where it is renewed."),
    "S111, S118",
)
BUILDING_PERMIT = _kind(
    "building_permit_copy",
    Text(ar="رخصة البناء", en="Building permit"),
    Text(ar="رخصة بناء المبنى المطلوب له العنوان.", en="The permit of the building the address is for."),
    "S111",
    "C",
)
SKETCH = _kind(
    "corner_sketch",
    Text(ar="رسم توضيحي للزاوية", en="Sketch of the corner"),
    Text(ar="يبيّن الزاوية وموقعها من المنزل.", en="Showing the corner and how it lies to the house."),
    "S221",
)
NO_DUES = _kind(
    "no_dues",
    Text(ar="ما يثبت عدم وجود مستحقات", en="Proof that nothing is owed"),
    Text(ar="إفادة بعدم وجود رسوم بلدية مستحقة.", en="A statement that no municipal fees are owed."),
    "S60",
)
VEHICLE_CARD = _kind(
    "vehicle_card",
    Text(ar="بطاقة ملكية المركبة", en="Vehicle ownership card"),
    Text(ar="سارية المفعول.", en="In force."),
    "S60",
)
BEFORE_AND_AFTER = _kind(
    "before_and_after",
    Text(ar="صور قبل الإعلان وبعده", en="Pictures before and after"),
    Text(
        ar="صورة المكان قبل الإعلان، وصورة تبيّن هيئته بعده.",
        en="The place before the advertisement, and as it is to be after.",
    ),
    "S60",
)
BENAYAT_APPROVAL = _kind(
    "benayat_approval",
    Text(ar="معاملة نظام بنايات", en="The Benayat application"),
    Text(
        ar="ما يثبت تقديم المكتب الهندسي الطلب في نظام بنايات.",
        en="Proof that the engineering office filed it in Benayat.",
    ),
    "S60",
)
PRIOR_APPROVALS = _kind(
    "prior_approvals",
    Text(ar="الموافقات المسبقة", en="Prior approvals"),
    Text(ar="موافقات الجهات المعنية بالبرج.", en="Those of the bodies concerned with the tower."),
    "S60",
)
FAMILY_IDENTITY = _kind(
    "family_identity",
    Text(ar="بطاقات هوية الأسرة والملاك", en="Identity cards of the family and the owners"),
    Text(ar="من الوجهين لكل بطاقة.", en="Both sides of each card."),
    "S121",
)
INCOME_CERTIFICATE = _kind(
    "income_certificate",
    Text(
        ar="شهادة الراتب أو شهادة الدخل الصادرة عن المحكمة",
        en="Salary certificate, or the court's certificate of income",
    ),
    Text(
        ar="شهادة الراتب، ولمن لا راتب له شهادة الدخل من المحكمة.", en="Of the salary; without a salary, of the court."
    ),
    "S121",
)
BANK_STATEMENT = _kind(
    "bank_statement",
    Text(ar="كشف الحساب المصرفي لثلاثة أشهر", en="Bank statement of three months"),
    Text(ar="للأشهر الثلاثة الأخيرة.", en="Of the last three months."),
    "S121",
)
OTHER_PAPER = _kind(
    "other_municipal_paper",
    Text(ar="مستند آخر", en="Another document"),
    Text(ar="ما يؤيد الطلب إن وُجد.", en="What supports the application, if there is any."),
    "S106, S108, S221",
)
LIST_NOT_SET = _kind(
    "municipal_list_not_set",
    Text(ar="مستند مؤيد للطلب", en="Document that supports the application"),
    Text(
        ar="لم تُحدَّد بعد قائمة مستندات هذه الخدمة. يُرفق ما يؤيد الطلب إن وُجد، وتطلب البلدية ما يلزمها.",
        en="The list of documents of this service is not configured yet. Attach what supports the application, if anything; the municipality asks for what it needs.",
    ),
    "—",
    "NF",
)
