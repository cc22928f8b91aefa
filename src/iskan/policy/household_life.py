"""What follows when something happens to a household that waits: by itself, by a person's decision, and what is told.

Conditions hold from filing to the nomination certificate (Article 5 of the Housing System); a divorce or another change
of status does not cancel an application, which is kept and moved to the category that fits. How a claim passes on after
its applicant's death was not found: an official decides, and the pages say that no rule is set.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from iskan.core.days import day_text
from iskan.core.household_life import LifeEventKind as Kind
from iskan.core.lifecycle import Notice
from iskan.core.register_life import (
    Telling,
    custody_events,
    disability_events,
    finance_events,
    livelihood_events,
    property_events,
    residence_events,
)
from iskan.core.text import Text
from iskan.policy.questions import registers

PURPOSE: Final = Text(
    ar="متابعة ما يطرأ على الأسرة وطلبها على قائمة الانتظار",
    en="Following what happens to a household while it waits",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeRule:
    """What an event is called, what follows by itself, and what an official must decide, if anything.

    ``name`` may name ``{name}``; ``own_name`` is what the applicant reads instead. With ``stops`` no nomination is
    certified until it is decided. Where ``is_told``, the applicant is.
    """

    name: Text
    own_name: Text | None = None
    follows: Text
    decide: Text | None = None
    stops: bool = False
    is_told: bool = True


_UP_TO_DATE: Final = Text(
    ar="حُدّثت بيانات الأسرة في الطلب كما في السجل السكاني.",
    en="The application names the family as the population register does now.",
)
KEPT: Final = Text(
    ar="يبقى الطلب قائمًا بأقدميته.",
    en="The application stays alive with its seniority.",
)
_KEPT_UP_TO_DATE: Final = Text(ar=f"{_UP_TO_DATE.ar} {KEPT.ar}", en=f"{_UP_TO_DATE.en} {KEPT.en}")
NOT_CERTIFIED: Final = Text(
    ar="لا تُعتمد شهادة ترشيح إلى أن يُبت في الأمر.", en="No nomination is certified until this is decided."
)
_ASKED_AND_KEPT: Final = Text(
    ar="تُسأل السجلات عما صُرّح به، ولا تُعتمد شهادة ترشيح إلى أن يُبت في الأمر.",
    en="Registers are asked about what was declared, and no nomination is certified until this is decided.",
)
_DOES_IT_COUNT: Final = Text(
    ar="هل يُحتسب هذا العقار، وهل يبقى شرط عدم تملك عقار متوافرًا؟",
    en="Does this property count, and is the condition of owning none still met?",
)
_WHICH_CATEGORY: Final = Text(
    ar="أي فئة أسرية تنطبق على الأسرة الآن، وهل تبقى شروط الاستحقاق متوافرة؟",
    en="Which family category fits now, and do the conditions still hold?",
)

RULES: Final[Mapping[Kind, LifeRule]] = {
    Kind.APPLICANT_DIED: LifeRule(
        name=Text(ar="وفاة صاحب الطلب", en="The applicant died"),
        follows=Text(
            ar="لا تُرسل رسائل إلى صاحب الطلب، ولا تنقضي عليه مهلة، ولا تُعتمد شهادة ترشيح إلى أن يُبت في الأمر.",
            en="No more messages are sent to the applicant, no time to answer runs out, and no nomination is certified "
            "until this is decided.",
        ),
        decide=Text(
            ar="لمن ينتقل الطلب؟ لم تُضبط في النظام قاعدة لانتقال الطلب بعد الوفاة.",
            en="To whom does the application pass? No rule for its passing on after a death is configured.",
        ),
        stops=True,
        is_told=False,
    ),
    Kind.MEMBER_DIED: LifeRule(
        name=Text(ar="وفاة {name}", en="{name} died"), follows=_KEPT_UP_TO_DATE, decide=_WHICH_CATEGORY, is_told=False
    ),
    Kind.CHILD_BORN: LifeRule(name=Text(ar="ولادة {name}", en="{name} was born"), follows=_KEPT_UP_TO_DATE),
    Kind.MARRIED: LifeRule(
        name=Text(ar="الزواج من {name}", en="Marriage to {name}"), follows=_KEPT_UP_TO_DATE, decide=_WHICH_CATEGORY
    ),
    Kind.DIVORCED: LifeRule(
        name=Text(ar="الطلاق من {name}", en="Divorce from {name}"),
        follows=_KEPT_UP_TO_DATE,
        decide=_WHICH_CATEGORY,
        stops=True,
    ),
    Kind.MEMBER_JOINED: LifeRule(
        name=Text(ar="انضمام {name} إلى الأسرة", en="{name} joined the family"), follows=_KEPT_UP_TO_DATE
    ),
    Kind.MEMBER_LEFT: LifeRule(
        name=Text(ar="لم يعد {name} مسجّلًا مع الأسرة", en="{name} is no longer registered with the family"),
        follows=_KEPT_UP_TO_DATE,
    ),
    Kind.MARITAL_STATUS: LifeRule(
        name=Text(ar="تغيّر الحالة الاجتماعية لصاحب الطلب", en="The applicant's marital status changed"),
        follows=KEPT,
        decide=_WHICH_CATEGORY,
        stops=True,
    ),
    Kind.NATIONALITY_LOST: LifeRule(
        name=Text(ar="لم تعد جنسية {name} بحرينية", en="{name} is no longer Bahraini"),
        follows=Text(
            ar="لا تُعتمد شهادة ترشيح إلى أن يُبت في الأمر.",
            en="No nomination is certified until this is decided.",
        ),
        decide=Text(
            ar="هل يبقى شرط الجنسية متوافرًا في الطلب؟",
            en="Does the application still meet the condition of nationality?",
        ),
        stops=True,
    ),
    Kind.NATIONALITY_GAINED: LifeRule(
        name=Text(ar="أصبحت جنسية {name} بحرينية", en="{name} became Bahraini"), follows=_UP_TO_DATE
    ),
    Kind.NO_ADDRESS: LifeRule(
        name=Text(
            ar="لم يعد في البحرين عنوان مسجّل باسم {name}", en="{name} has no registered address in Bahrain any more"
        ),
        follows=KEPT,
        decide=Text(
            ar="هل ما زال شرط الإقامة في البحرين متوافرًا؟", en="Is the condition of living in Bahrain still met?"
        ),
        stops=True,
    ),
    Kind.ADDRESS_AGAIN: LifeRule(
        name=Text(ar="سُجّل عنوان في البحرين باسم {name}", en="{name} has a registered address in Bahrain again"),
        follows=_UP_TO_DATE,
    ),
    Kind.CAME_OF_AGE: LifeRule(
        name=Text(ar="بلغ {name} سن الرشد", en="{name} came of age"),
        follows=Text(
            ar="لا يُحسب بعد اليوم بين القصّر، ويلزم إقراره بنفسه حيث تُطلب الإقرارات.",
            en="No longer counted among the minors; where declarations are asked for, makes their own.",
        ),
    ),
    Kind.PROPERTY_BOUGHT: LifeRule(
        name=Text(ar="شراء عقار باسم {name}", en="{name} bought a property"),
        follows=NOT_CERTIFIED,
        decide=_DOES_IT_COUNT,
        stops=True,
    ),
    Kind.PROPERTY_INHERITED: LifeRule(
        name=Text(ar="عقار آل بالإرث إلى {name}", en="{name} inherited a property"),
        follows=NOT_CERTIFIED,
        decide=_DOES_IT_COUNT,
        stops=True,
    ),
    Kind.PROPERTY_ACQUIRED: LifeRule(
        name=Text(ar="عقار سُجّل باسم {name}", en="A property was registered in the name of {name}"),
        follows=NOT_CERTIFIED,
        decide=_DOES_IT_COUNT,
        stops=True,
    ),
    Kind.PROPERTY_SOLD: LifeRule(
        name=Text(ar="التصرف في عقار كان باسم {name}", en="{name} disposed of a property"),
        follows=Text(
            ar="يبقى العقار في مدة النظر، ويُراجع شرط التملك قبل شهادة الترشيح وقبل العقد.",
            en="The property stays within the time looked at; the condition is judged again before the nomination "
            "certificate and before the contract.",
        ),
        is_told=False,
    ),
    Kind.HOME_FINANCE: LifeRule(
        name=Text(ar="تمويل مسكن باسم {name}", en="{name} has had finance for a home"),
        follows=NOT_CERTIFIED,
        decide=Text(
            ar="هل تملّكت الأسرة مسكنًا بهذا التمويل، فتُعدّ مالكة؟",
            en="Has the family had a home through this finance, so that it counts as an owner?",
        ),
        stops=True,
    ),
    Kind.WORK_CHANGED: LifeRule(
        name=Text(ar="تغيّر عمل {name}", en="{name} works otherwise than before"),
        follows=Text(
            ar="يبقى الطلب قائمًا بأقدميته، ويُحتسب الدخل ثانية عند شهادة الترشيح.",
            en="The application stays alive with its seniority; income is counted again at the nomination certificate.",
        ),
        is_told=False,
    ),
    Kind.INCOME_CHANGED: LifeRule(
        name=Text(ar="تغيّر دخل {name}", en="The income of {name} changed"),
        follows=Text(
            ar="يبقى الطلب قائمًا بأقدميته، ويُحتسب الدخل ثانية عند شهادة الترشيح.",
            en="The application stays alive with its seniority; income is counted again at the nomination certificate.",
        ),
        is_told=False,
    ),
    Kind.DISABILITY: LifeRule(
        name=Text(ar="إعاقة سُجّلت باسم {name}", en="A disability of {name} was registered"),
        follows=Text(
            ar="أُضيف نوع الإعاقة إلى الطلب ليُخصَّص مسكن يلائمها.",
            en="The kind of disability was added to the application, so that the home given suits it.",
        ),
    ),
    Kind.MOVED_ABROAD: LifeRule(
        name=Text(ar="لم تعد إقامة {name} في البحرين دائمة", en="{name} no longer lives in Bahrain permanently"),
        follows=NOT_CERTIFIED,
        decide=Text(
            ar="هل ما زال شرط الإقامة في البحرين متوافرًا؟", en="Is the condition of living in Bahrain still met?"
        ),
        stops=True,
    ),
    Kind.LIVES_HERE_AGAIN: LifeRule(
        name=Text(ar="أسرة {name} مقيمة في البحرين من جديد", en="The family of {name} lives in Bahrain again"),
        follows=KEPT,
    ),
    Kind.CUSTODY_LOST: LifeRule(
        name=Text(ar="لم تعد الحضانة لدى {name}", en="{name} has custody no more"),
        follows=KEPT,
        decide=_WHICH_CATEGORY,
        stops=True,
    ),
    Kind.CUSTODY_GIVEN: LifeRule(
        name=Text(ar="حُكم بالحضانة لصالح {name}", en="{name} was given custody"), follows=KEPT, decide=_WHICH_CATEGORY
    ),
    Kind.SECOND_CLAIM: LifeRule(
        name=Text(
            ar="للأسرة طلب مسكن آخر قائم باسم أحد أفرادها",
            en="The household has another application for a home, in the name of one of its members",
        ),
        follows=Text(
            ar="لكل أسرة طلب واحد، فلا تُعتمد شهادة ترشيح ما دام الطلبان قائمين. ويمكن لصاحب أي منهما سحبه أو الخروج من "
            "قائمة الانتظار.",
            en="Each household has one, so no nomination is certified while both stand. Whoever filed either may withdraw "
            "it, or leave the waiting list.",
        ),
        decide=Text(
            ar="هل صار أصحاب الطلبين أسرة واحدة، وأي الطلبين يبقى؟",
            en="Have the two become one household, and which of the applications stays?",
        ),
        stops=True,
    ),
    Kind.DECLARED_INCOME: LifeRule(
        name=Text(ar="صرّح مقدم الطلب بتغيّر في الدخل أو العمل", en="The applicant declared a change of income or work"),
        own_name=Text(ar="صرّحت بتغيّر في الدخل أو العمل", en="You declared a change of income or work"),
        follows=Text(
            ar="يُسأل السجل المختص، ويُحتسب الدخل ثانية عند شهادة الترشيح.",
            en="The register concerned is asked; income is counted again at the nomination certificate.",
        ),
        is_told=False,
    ),
    Kind.DECLARED_FAMILY: LifeRule(
        name=Text(
            ar="صرّح مقدم الطلب بتغيّر في الأسرة أو الحالة الاجتماعية",
            en="The applicant declared a change in the family or of marital status",
        ),
        own_name=Text(
            ar="صرّحت بتغيّر في الأسرة أو الحالة الاجتماعية",
            en="You declared a change in the family or of marital status",
        ),
        follows=_ASKED_AND_KEPT,
        decide=_WHICH_CATEGORY,
        stops=True,
        is_told=False,
    ),
    Kind.DECLARED_RESIDENCE: LifeRule(
        name=Text(
            ar="صرّح مقدم الطلب بتغيّر في السكن أو الإقامة", en="The applicant declared a change of home or residence"
        ),
        own_name=Text(ar="صرّحت بتغيّر في السكن أو الإقامة", en="You declared a change of home or residence"),
        follows=_ASKED_AND_KEPT,
        decide=Text(
            ar="هل ما زال شرط الإقامة في البحرين متوافرًا؟", en="Is the condition of living in Bahrain still met?"
        ),
        stops=True,
        is_told=False,
    ),
    Kind.DECLARED_PROPERTY: LifeRule(
        name=Text(
            ar="صرّح مقدم الطلب بتغيّر في الملكية العقارية", en="The applicant declared a change of property owned"
        ),
        own_name=Text(ar="صرّحت بتغيّر في الملكية العقارية", en="You declared a change of property owned"),
        follows=_ASKED_AND_KEPT,
        decide=_DOES_IT_COUNT,
        stops=True,
        is_told=False,
    ),
    Kind.DECLARED_DISABILITY: LifeRule(
        name=Text(ar="صرّح مقدم الطلب بإعاقة في الأسرة", en="The applicant declared a disability in the family"),
        own_name=Text(ar="صرّحت بإعاقة في الأسرة", en="You declared a disability in the family"),
        follows=Text(
            ar="يُسأل سجل الإعاقة، ويُخصَّص مسكن يلائم ما يثبت فيه.",
            en="The disability register is asked, and the home given suits what is registered there.",
        ),
        is_told=False,
    ),
}
"""Every kind of event has its rule."""


DECLARED_CHANGES: Final[Mapping[str, Kind]] = {
    "income": Kind.DECLARED_INCOME,
    "family": Kind.DECLARED_FAMILY,
    "residence": Kind.DECLARED_RESIDENCE,
    "property": Kind.DECLARED_PROPERTY,
    "disability": Kind.DECLARED_DISABILITY,
}
"""What an applicant says has changed, by the answer of the update, and the event it becomes once it is accepted."""

FOLLOWED: Final = (
    registers.LAND_REGISTRY,
    registers.SOCIAL_INSURANCE,
    registers.IMMIGRATION,
    registers.JUSTICE,
    registers.HEALTH,
    registers.CREDIT_BUREAU,
)
"""The registers held against waiting households beside the population register, each about those it is asked about."""

TELLS: Final[Mapping[str, Telling]] = {
    registers.LAND_REGISTRY.register: property_events,
    registers.SOCIAL_INSURANCE.register: livelihood_events,
    registers.IMMIGRATION.register: residence_events,
    registers.JUSTICE.register: custody_events,
    registers.HEALTH.register: disability_events,
    registers.CREDIT_BUREAU.register: finance_events,
}
"""What two answers of each of them tell."""

SETTLES_CATEGORY: Final = frozenset(kind for kind, rule in RULES.items() if rule.decide is _WHICH_CATEGORY)
"""What an official settles by naming the category the application belongs to from then on: it is kept and moved to the
category that fits, and is not cancelled."""

STOPPING: Final = frozenset(kind for kind, rule in RULES.items() if rule.stops)
STOPPING_A_CONTRACT: Final = frozenset(
    {
        Kind.APPLICANT_DIED,
        Kind.PROPERTY_BOUGHT,
        Kind.PROPERTY_INHERITED,
        Kind.PROPERTY_ACQUIRED,
        Kind.HOME_FINANCE,
        Kind.DECLARED_PROPERTY,
    }
)
"""What must be decided before a contract too: what the family owns is looked at until the home is given, and with the
dead nobody contracts. The other conditions hold until the nomination certificate (Article 5)."""
TAKES_TWO: Final = STOPPING | STOPPING_A_CONTRACT
"""What two officials settle together: their word takes away what keeps a home from being given."""


DECLARED: Final = "declaration"
RECORDED: Final = "official"
FOUND: Final = "ministry"
_SOURCES: Final = {
    "civil_registry": Text(ar="السجل السكاني", en="The population register"),
    registers.LAND_REGISTRY.register: Text(ar="السجل العقاري", en="The land register"),
    registers.SOCIAL_INSURANCE.register: Text(ar="سجل التأمين الاجتماعي", en="The social insurance register"),
    registers.IMMIGRATION.register: Text(ar="سجل الجنسية والإقامة", en="The nationality and residence register"),
    registers.JUSTICE.register: Text(ar="سجل الأحوال الشخصية", en="The personal status register"),
    registers.HEALTH.register: Text(ar="سجل الإعاقة", en="The disability register"),
    registers.CREDIT_BUREAU.register: Text(ar="سجل المعلومات الائتمانية", en="The credit reference register"),
    DECLARED: Text(ar="تصريح مقدم الطلب", en="The applicant's declaration"),
    RECORDED: Text(ar="سجلات الوزارة", en="The ministry's record"),
    FOUND: Text(ar="طلبات الإسكان لدى الوزارة", en="The ministry's applications"),
}


def source_name(source: str) -> Text:
    """Return who says that something happened."""
    return _SOURCES[source]


def event_text(kind: Kind, name: Text, on: date | None, *, to_applicant: bool = False) -> Text:
    """Return what happened to whom, with the day where it is known."""
    rule = RULES[kind]
    said = ((rule.own_name if to_applicant else None) or rule.name).format(name=name)
    if on is None:
        return said
    day = day_text(on)
    return Text(ar=f"{said.ar} ({day.ar})", en=f"{said.en} ({day.en})")


DECISION: Final = Text(ar="قرار الوزارة فيما طرأ على الأسرة", en="The ministry's decision on a change in the family")
MOVED: Final = Notice(
    subject=Text(ar="فئة طلبك {reference}", en="The category of your application {reference}"),
    body=Text(
        ar="صار طلبك {reference} في {category}، وبقي قائمًا بأقدميته. ويُحتكم إلى هذه الفئة عند شهادة الترشيح.",
        en="Your application {reference} is now of this category: {category}. It keeps its seniority, and is judged by this "
        "category at the nomination certificate.",
    ),
)
