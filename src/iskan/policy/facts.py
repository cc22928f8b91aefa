"""Every fact the criteria may ask for: what it means, how it is written, how the guide asks it, where it is declared."""

from iskan.core.eligibility import Fact, FactKind
from iskan.core.text import Text
from iskan.policy import choices, finance_facts, municipal_facts

PROGRAMME = Fact(
    code="programme",
    kind=FactKind.CHOICE,
    choices=choices.PROGRAMMES,
    label=Text(ar="الخدمة الإسكانية المطلوبة", en="Programme asked for"),
    meaning=Text(ar="الخدمة التي يرغب فيها مقدم الطلب.", en="What the applicant wishes to be granted."),
    question=Text(ar="ما الخدمة الإسكانية المطلوبة؟", en="Which of these do you wish for?"),
    answer="programme",
)
BIRTH_DATE = Fact(
    code="birth_date",
    kind=FactKind.DATE,
    past=True,
    label=Text(ar="تاريخ الميلاد", en="Applicant's date of birth"),
    meaning=Text(ar="كما في السجل السكاني.", en="As the population register has it."),
    question=Text(ar="ما تاريخ ميلادك؟", en="What is your date of birth?"),
)
BAHRAINI = Fact(
    code="bahraini",
    kind=FactKind.YES_NO,
    label=Text(ar="الجنسية البحرينية", en="Applicant is Bahraini"),
    meaning=Text(ar="يحمل مقدم الطلب الجنسية البحرينية يوم التقديم.", en="Holds Bahraini nationality on the day."),
    question=Text(ar="هل جنسيتك بحرينية؟", en="Are you Bahraini?"),
)
SEX = Fact(
    code="sex",
    kind=FactKind.CHOICE,
    choices=choices.SEXES,
    label=Text(ar="الجنس", en="Applicant's sex"),
    meaning=Text(ar="كما في السجل السكاني.", en="As the population register has it."),
    question=Text(ar="ما جنسك؟", en="What is your sex?"),
)
MARITAL_STATUS = Fact(
    code="marital_status",
    kind=FactKind.CHOICE,
    choices=choices.MARITAL_STATUSES,
    label=Text(ar="الحالة الاجتماعية", en="Marital status"),
    meaning=Text(
        ar="الحالة الاجتماعية لمقدم الطلب. «مهجورة» هي المتزوجة التي هجرها زوجها.",
        en="The applicant's status; “abandoned” is a wife whose husband has left her.",
    ),
    question=Text(ar="ما حالتك الاجتماعية؟", en="What is your marital status?"),
)
FAMILY_CATEGORY = Fact(
    code="family_category",
    kind=FactKind.CHOICE,
    choices=choices.FAMILY_CATEGORIES,
    label=Text(ar="فئة الأسرة", en="Family category"),
    meaning=Text(
        ar="الفئة التي يتقدم بها رب الأسرة، من 1 إلى 5، وفق المادة (4) من نظام الإسكان.",
        en="The category under which the head of family applies, 1 to 5 (Article 4 of the Housing System).",
    ),
    question=Text(ar="أي وصف ينطبق على أسرتك؟", en="Which describes your family?"),
    answer="family_category",
)
SPOUSE_BAHRAINI = Fact(
    code="spouse_bahraini",
    kind=FactKind.YES_NO,
    label=Text(ar="جنسية الزوج الآخر بحرينية", en="Spouse is Bahraini"),
    meaning=Text(
        ar="يحمل زوج مقدم الطلب أو زوجته الجنسية البحرينية.",
        en="The applicant's husband or wife holds Bahraini nationality.",
    ),
    question=Text(ar="هل يحمل زوجك، أو تحمل زوجتك، الجنسية البحرينية؟", en="Is your husband or wife Bahraini?"),
)
HUSBAND_CONSENT = Fact(
    code="husband_consent",
    kind=FactKind.YES_NO,
    label=Text(ar="موافقة الزوج", en="Husband's consent"),
    meaning=Text(ar="موافقة الزوج على أن تتقدم زوجته بالطلب.", en="The husband consents that his wife applies."),
    question=Text(ar="هل يوافق زوجك على أن تتقدمي بالطلب؟", en="Does your husband consent to your applying?"),
    answer="husband_consent",
)
MINOR_CHILDREN = Fact(
    code="bahraini_minor_children",
    kind=FactKind.WHOLE,
    maximum=50,
    label=Text(ar="عدد الأبناء القصّر البحرينيين", en="Bahraini minor children"),
    meaning=Text(
        ar="عدد أبناء مقدم الطلب القصّر الذين يحملون الجنسية البحرينية.",
        en="How many minor children of the applicant hold Bahraini nationality.",
    ),
    question=Text(ar="كم عدد أبنائك القصّر البحرينيين؟", en="How many Bahraini minor children have you?"),
)
HAS_CHILDREN = Fact(
    code="has_children",
    kind=FactKind.YES_NO,
    label=Text(ar="وجود أبناء", en="Has children"),
    meaning=Text(ar="لمقدم الطلب أبناء، قصّر أو بالغون.", en="The applicant has children, minor or adult."),
    question=Text(ar="هل لديك أبناء؟", en="Have you any children?"),
)
CUSTODY = Fact(
    code="custody",
    kind=FactKind.YES_NO,
    label=Text(ar="استمرار الحضانة", en="Custody continues"),
    meaning=Text(
        ar="حضانة ابن قاصر واحد على الأقل ثابتة لمقدم الطلب بعد الطلاق.",
        en="After divorce the applicant keeps custody of at least one minor child.",
    ),
    question=Text(ar="هل حضانة أبنائك القصّر لك؟", en="Have you custody of your minor children?"),
)
LIVES_WITH_PARENT = Fact(
    code="lives_with_bahraini_parent",
    kind=FactKind.YES_NO,
    label=Text(ar="السكن مع الوالدين البحرينيين أو أحدهما", en="Lives with a Bahraini parent"),
    meaning=Text(
        ar="يسكن مقدم الطلب مع والديه البحرينيين أو أحدهما.",
        en="The applicant lives with one or both Bahraini parents.",
    ),
    question=Text(
        ar="هل سكنك مع والديك البحرينيين أو أحدهما؟", en="Do you live with one or both of your Bahraini parents?"
    ),
    answer="lives_with_parent",
)
ORPHAN = Fact(
    code="orphan",
    kind=FactKind.YES_NO,
    label=Text(ar="وفاة الوالدين كليهما", en="Both parents have died"),
    meaning=Text(ar="والدا مقدم الطلب متوفيان.", en="The applicant's father and mother have both died."),
    question=Text(ar="هل توفي والداك كلاهما؟", en="Have both of your parents died?"),
)
MINOR_SIBLINGS = Fact(
    code="minor_siblings",
    kind=FactKind.WHOLE,
    maximum=50,
    label=Text(ar="عدد الإخوة والأخوات القصّر", en="Minor brothers and sisters"),
    meaning=Text(ar="عدد إخوة مقدم الطلب وأخواته القصّر.", en="How many minor brothers and sisters the applicant has."),
    question=Text(ar="كم عدد إخوتك وأخواتك القصّر؟", en="How many minor brothers and sisters have you?"),
)
LIVES_INDEPENDENTLY = Fact(
    code="lives_independently",
    kind=FactKind.YES_NO,
    label=Text(ar="القدرة على العيش باستقلال", en="Able to live independently"),
    meaning=Text(
        ar="للفئة الخامسة عند تجاوز السن القصوى: القدرة على العيش دون رعاية غيرها.",
        en="For category five above the highest age: able to live without another's care.",
    ),
    question=Text(ar="هل تستطيعين العيش باستقلال دون رعاية غيرك؟", en="Are you able to live without another's care?"),
)
EMPLOYMENT = Fact(
    code="employment",
    kind=FactKind.CHOICE,
    choices=choices.EMPLOYMENTS,
    label=Text(ar="الوضع الوظيفي", en="Employment"),
    meaning=Text(
        ar="الوضع الوظيفي لمقدم الطلب، وتتحدد به المستندات المطلوبة.",
        en="Where the applicant works; it decides the documents asked for.",
    ),
    answer="employment",
)
BASIC_SALARY = Fact(
    code="basic_salary",
    kind=FactKind.MONEY,
    label=Text(ar="الراتب الأساسي أو المعاش", en="Basic salary or pension"),
    meaning=Text(
        ar="الراتب الأساسي الشهري لمقدم الطلب أو معاشه بالدينار، ولا يُضاف إليه راتب الزوج الآخر.",
        en="The applicant's monthly basic salary or pension in dinars; the spouse's salary is not added.",
    ),
    question=Text(
        ar="كم راتبك الأساسي الشهري أو معاشك بالدينار؟", en="What is your monthly basic salary or pension, in dinars?"
    ),
    answer="basic_salary",
)
ALLOWANCE_NAME = Fact(
    code="name",
    kind=FactKind.TEXT,
    optional=True,
    label=Text(ar="اسم العلاوة", en="Name of the allowance"),
    meaning=Text(ar="كما في شهادة الراتب.", en="As the salary statement names it."),
    question=Text(ar="اسم العلاوة", en="Name of the allowance"),
)
ALLOWANCE_AMOUNT = Fact(
    code="amount",
    kind=FactKind.MONEY,
    label=Text(ar="مبلغ العلاوة", en="Amount of the allowance"),
    meaning=Text(ar="بالدينار شهريًا.", en="In dinars a month."),
    question=Text(ar="المبلغ الشهري بالدينار", en="Monthly amount in dinars"),
)
FIXED_ALLOWANCES = Fact(
    code="fixed_allowances",
    kind=FactKind.RECORDS,
    fields=(ALLOWANCE_NAME, ALLOWANCE_AMOUNT),
    item=Text(ar="علاوة", en="Allowance"),
    none=Text(ar="لا توجد لي علاوات ثابتة", en="I have no fixed allowances"),
    label=Text(ar="العلاوات الثابتة", en="Fixed allowances"),
    meaning=Text(
        ar="كل علاوة ثابتة على حدة؛ ويُحتسب منها ما تجاوز الحد المقرر.",
        en="Each fixed allowance by itself; those above the set amount count.",
    ),
    question=Text(ar="ما علاواتك الثابتة، كل علاوة على حدة؟", en="What are your fixed allowances, one by one?"),
    answer="fixed_allowances",
)
COUNT_OTHER_ALLOWANCES = Fact(
    code="count_other_allowances",
    kind=FactKind.YES_NO,
    label=Text(ar="الرغبة في احتساب العلاوات الأخرى", en="Wishes the other allowances counted"),
    meaning=Text(
        ar="اختيار مقدم الطلب احتساب علاواته الأخرى ضمن الدخل، ولا تُحتسب إلا باختياره.",
        en="The citizen opts to have the other allowances counted; unless opted for, they are not.",
    ),
    question=Text(
        ar="هل ترغب في احتساب علاواتك الأخرى ضمن الدخل؟", en="Do you wish your other allowances to count as income?"
    ),
    answer="count_other_allowances",
)
OTHER_ALLOWANCES = Fact(
    code="other_allowances",
    kind=FactKind.MONEY,
    label=Text(ar="مجموع العلاوات الأخرى", en="Other allowances together"),
    meaning=Text(
        ar="مجموع ما سوى العلاوات الثابتة شهريًا بالدينار.", en="All allowances that are not fixed, in dinars a month."
    ),
    question=Text(ar="كم مجموع علاواتك الأخرى شهريًا؟", en="How much are your other allowances together, a month?"),
    answer="other_allowances",
)
PERMANENT_RESIDENCE = Fact(
    code="permanently_resident",
    kind=FactKind.YES_NO,
    label=Text(ar="إقامة الأسرة الدائمة في البحرين", en="Family lives permanently in Bahrain"),
    meaning=Text(
        ar="الأسرة مقيمة في مملكة البحرين إقامة دائمة.", en="The family lives in the Kingdom of Bahrain permanently."
    ),
    question=Text(ar="هل تقيم أسرتك في البحرين إقامة دائمة؟", en="Does your family live in Bahrain permanently?"),
    answer="permanently_resident",
)
EARLIER_SERVICE = Fact(
    code="earlier_housing_service",
    kind=FactKind.YES_NO,
    label=Text(ar="خدمة إسكانية سابقة", en="Earlier housing service"),
    meaning=Text(
        ar="سبق لمقدم الطلب أو لأحد أفراد أسرته الانتفاع بخدمة إسكانية لتملك مسكن من الحكومة أو من أي جهة أخرى.",
        en="The applicant or a family member has had a housing service for owning a home, from government or any other body.",
    ),
    question=Text(
        ar="هل سبق لك أو لأحد أفراد أسرتك الانتفاع بخدمة إسكانية لتملك مسكن؟",
        en="Have you or a family member had a housing service for owning a home before?",
    ),
    answer="earlier_housing_service",
)
TEMPORARY_FLAT = Fact(
    code="temporary_flat_tenant",
    kind=FactKind.YES_NO,
    label=Text(ar="الانتفاع بشقة مؤقتة من الوزارة", en="Holds a temporary flat of the ministry"),
    meaning=Text(
        ar="تسكن الأسرة شقة مؤقتة من الوزارة؛ ولا يمنع ذلك من التقديم.",
        en="The family lives in a temporary flat of the ministry; this does not bar it.",
    ),
    answer="temporary_flat_tenant",
)
HOME_FINANCE = Fact(
    code="home_finance",
    kind=FactKind.YES_NO,
    label=Text(ar="تمويل مسكن إسلامي أو تجاري", en="Home through Islamic or commercial finance"),
    meaning=Text(
        ar="انتفع مقدم الطلب أو أحد أفراد أسرته بمسكن عن طريق تمويل إسلامي أو تجاري.",
        en="The applicant or a family member has had a home through Islamic or commercial finance.",
    ),
    question=Text(
        ar="هل سبق لك أو لأحد أفراد أسرتك تملك مسكن بتمويل من مصرف؟",
        en="Have you or a family member had a home through bank finance?",
    ),
)

CANCELLED_ON = Fact(
    code="cancelled_on",
    kind=FactKind.DATE,
    past=True,
    label=Text(ar="تاريخ قرار إلغاء الطلب", en="Day the application was cancelled"),
    meaning=Text(ar="كما في قرار الإلغاء.", en="As the decision to cancel has it."),
    question=Text(ar="متى صدر قرار إلغاء طلبك؟", en="When was your application cancelled?"),
)

PROPERTY_OWNER = Fact(
    code="owner",
    kind=FactKind.CHOICE,
    choices=choices.OWNERS,
    label=Text(ar="المالك", en="Owner"),
    meaning=Text(ar="من يملك العقار من الأسرة.", en="Who of the family owns it."),
    question=Text(ar="من المالك؟", en="Who owns it?"),
)
PROPERTY_ACQUIRED_BY = Fact(
    code="acquired_by",
    kind=FactKind.CHOICE,
    choices=choices.ACQUISITIONS,
    label=Text(ar="طريقة التملك", en="How acquired"),
    meaning=Text(ar="كيف انتقلت الملكية.", en="How the ownership passed."),
    question=Text(ar="كيف انتقلت إليه الملكية؟", en="How was it acquired?"),
)
PROPERTY_TENURE = Fact(
    code="tenure",
    kind=FactKind.CHOICE,
    choices=choices.TENURES,
    label=Text(ar="نوع الملكية", en="Kind of ownership"),
    meaning=Text(ar="ملكية مستقلة أو مشتركة مع غيره.", en="Owned separately, or in common with others."),
    question=Text(ar="هل الملكية مستقلة أم مشتركة؟", en="Is it owned separately or in common?"),
)
PROPERTY_AREA = Fact(
    code="area_m2",
    kind=FactKind.DECIMAL,
    label=Text(ar="مساحة العقار", en="Area of the property"),
    meaning=Text(ar="مساحة العقار كله بالمتر المربع.", en="Area of the whole property in square metres."),
    question=Text(ar="كم مساحة العقار كله بالمتر المربع؟", en="What is the area of the whole property, in m²?"),
)
PROPERTY_SHARE = Fact(
    code="share_percent",
    kind=FactKind.DECIMAL,
    maximum=100,
    optional=True,
    label=Text(ar="الحصة بالمئة", en="Share, per cent"),
    meaning=Text(ar="حصة المالك من العقار بالمئة.", en="The owner's share of the property, per cent."),
    question=Text(ar="كم الحصة بالمئة؟", en="What share, in per cent?"),
)
PROPERTY_ACQUIRED_ON = Fact(
    code="acquired_on",
    kind=FactKind.DATE,
    past=True,
    optional=True,
    label=Text(ar="تاريخ التملك", en="Acquired on"),
    meaning=Text(ar="يوم انتقال الملكية إلى المالك.", en="The day the ownership passed to the owner."),
    question=Text(ar="متى انتقلت إليه الملكية؟", en="When was it acquired?"),
)
PROPERTY_DISPOSED_ON = Fact(
    code="disposed_on",
    kind=FactKind.DATE,
    past=True,
    optional=True,
    not_before="acquired_on",
    label=Text(ar="تاريخ التصرف فيه", en="Disposed of on"),
    meaning=Text(
        ar="يوم التصرف في العقار؛ يُترك فارغًا إن كان ما زال مملوكًا.",
        en="The day the ownership passed on; left empty if still owned.",
    ),
    question=Text(ar="متى انتقلت ملكيته إلى غيره؟", en="When was it disposed of, if it was?"),
)
PROPERTY_UNINHABITABLE = Fact(
    code="uninhabitable",
    kind=FactKind.YES_NO,
    optional=True,
    label=Text(ar="غير صالح للسكن أو البناء بتقرير", en="Reported unfit for living or building"),
    meaning=Text(
        ar="ثبت بتقرير اللجنة الفنية أن العقار غير صالح للسكن أو البناء.",
        en="A Technical Committee report says it is unfit for living or building.",
    ),
    question=Text(ar="هل يوجد تقرير بأنه غير صالح للسكن أو البناء؟", en="Is it reported unfit for living or building?"),
)
PROPERTIES = Fact(
    code="properties",
    kind=FactKind.RECORDS,
    fields=(
        PROPERTY_OWNER,
        PROPERTY_ACQUIRED_BY,
        PROPERTY_TENURE,
        PROPERTY_AREA,
        PROPERTY_SHARE,
        PROPERTY_ACQUIRED_ON,
        PROPERTY_DISPOSED_ON,
        PROPERTY_UNINHABITABLE,
    ),
    item=Text(ar="عقار", en="Property"),
    none=Text(
        ar="لا تملك أسرتي أي عقار، ولم تتصرف في عقار في السنوات الأخيرة",
        en="My family owns no property, and has disposed of none in recent years",
    ),
    label=Text(ar="عقارات الأسرة", en="Properties of the family"),
    meaning=Text(
        ar="كل عقار يملكه مقدم الطلب أو أحد أفراد أسرته أو ملكه خلال مدة النظر.",
        en="Each property the applicant or a family member owns, or owned within the look-back.",
    ),
    question=Text(
        ar="ما العقارات التي تملكها أسرتك، أو جرى التصرف فيها في السنوات الأخيرة؟",
        en="Which properties does your family own, or did it own and dispose of in recent years?",
    ),
    answer="properties",
)

ALL: tuple[Fact, ...] = (
    *(PROGRAMME, FAMILY_CATEGORY, BAHRAINI, BIRTH_DATE, SEX, MARITAL_STATUS, SPOUSE_BAHRAINI, HUSBAND_CONSENT),
    *(MINOR_CHILDREN, HAS_CHILDREN, CUSTODY, LIVES_WITH_PARENT, ORPHAN, MINOR_SIBLINGS, LIVES_INDEPENDENTLY),
    *(EMPLOYMENT, BASIC_SALARY, FIXED_ALLOWANCES, COUNT_OTHER_ALLOWANCES, OTHER_ALLOWANCES),
    *(PERMANENT_RESIDENCE, EARLIER_SERVICE, TEMPORARY_FLAT, PROPERTIES, HOME_FINANCE),
    CANCELLED_ON,
    *finance_facts.ALL,
    *municipal_facts.ALL,
)
BY_CODE: dict[str, Fact] = {fact.code: fact for fact in ALL}
