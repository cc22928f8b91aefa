"""What an official may record of a household by hand, what follows in the place of a register's word, and what is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from iskan.core.household_life import DEATHS, Whom
from iskan.core.household_life import LifeEventKind as Kind
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy.household_life import FOUND, KEPT, NOT_CERTIFIED, RECORDED, RULES, source_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordable:
    """What an official may record by hand: of whom, and what it is called before anybody is named.

    ``follows`` stands in the place of the rule's where a register has yet to say so too.
    """

    whom: Whom
    name: Text
    follows: Text | None = None


_POPULATION_ASKED: Final = Text(
    ar=f"يُستعلم عن الأسرة في السجل السكاني في الليلة التالية، وتُحدَّث بياناتها في الطلب بما يرد فيه. {KEPT.ar}",
    en=f"The population register is asked about the family on the coming night, and the application names it as the "
    f"register does. {KEPT.en}",
)

RECORDABLE: Final[Mapping[Kind, Recordable]] = {
    Kind.APPLICANT_DIED: Recordable(whom=Whom.APPLICANT, name=Text(ar="وفاة صاحب الطلب", en="The applicant died")),
    Kind.MEMBER_DIED: Recordable(
        whom=Whom.MEMBER,
        name=Text(ar="وفاة فرد من الأسرة", en="Somebody of the family died"),
        follows=_POPULATION_ASKED,
    ),
    Kind.CHILD_BORN: Recordable(
        whom=Whom.NEWCOMER, name=Text(ar="ولادة طفل", en="A child was born"), follows=_POPULATION_ASKED
    ),
    Kind.MARRIED: Recordable(
        whom=Whom.NEWCOMER, name=Text(ar="زواج صاحب الطلب", en="The applicant married"), follows=_POPULATION_ASKED
    ),
    Kind.DIVORCED: Recordable(whom=Whom.SPOUSE, name=Text(ar="طلاق", en="Divorce"), follows=_POPULATION_ASKED),
    Kind.MARITAL_STATUS: Recordable(
        whom=Whom.APPLICANT,
        name=Text(
            ar="انفصال أو هجر أو تغيّر آخر في الحالة الاجتماعية",
            en="Separation, abandonment or another change of marital status",
        ),
    ),
    Kind.MEMBER_JOINED: Recordable(
        whom=Whom.NEWCOMER,
        name=Text(ar="انضمام فرد إلى الأسرة", en="Somebody joined the family"),
        follows=_POPULATION_ASKED,
    ),
    Kind.MEMBER_LEFT: Recordable(
        whom=Whom.MEMBER, name=Text(ar="مغادرة فرد للأسرة", en="Somebody left the family"), follows=_POPULATION_ASKED
    ),
    Kind.CUSTODY_GIVEN: Recordable(
        whom=Whom.APPLICANT, name=Text(ar="الحكم بالحضانة لصاحب الطلب", en="The applicant was given custody")
    ),
    Kind.CUSTODY_LOST: Recordable(
        whom=Whom.APPLICANT, name=Text(ar="انتهاء حضانة صاحب الطلب", en="The applicant's custody ended")
    ),
    Kind.NATIONALITY_LOST: Recordable(
        whom=Whom.ANYBODY, name=Text(ar="فقدان الجنسية البحرينية", en="Bahraini nationality lost")
    ),
    Kind.NATIONALITY_GAINED: Recordable(
        whom=Whom.ANYBODY,
        name=Text(ar="اكتساب الجنسية البحرينية", en="Bahraini nationality gained"),
        follows=_POPULATION_ASKED,
    ),
    Kind.MOVED_ABROAD: Recordable(whom=Whom.ANYBODY, name=Text(ar="الإقامة خارج البحرين", en="Moved abroad")),
    Kind.LIVES_HERE_AGAIN: Recordable(
        whom=Whom.APPLICANT, name=Text(ar="العودة إلى الإقامة في البحرين", en="Returned to live in Bahrain")
    ),
    Kind.PROPERTY_BOUGHT: Recordable(whom=Whom.ANYBODY, name=Text(ar="شراء عقار", en="Property bought")),
    Kind.PROPERTY_INHERITED: Recordable(whom=Whom.ANYBODY, name=Text(ar="عقار بالإرث", en="Property inherited")),
    Kind.PROPERTY_ACQUIRED: Recordable(
        whom=Whom.ANYBODY, name=Text(ar="عقار بطريق آخر", en="Property had in another way")
    ),
    Kind.PROPERTY_SOLD: Recordable(whom=Whom.ANYBODY, name=Text(ar="التصرف في عقار", en="Property disposed of")),
    Kind.HOME_FINANCE: Recordable(whom=Whom.ANYBODY, name=Text(ar="تمويل مسكن", en="Finance for a home")),
    Kind.WORK_CHANGED: Recordable(whom=Whom.APPLICANT, name=Text(ar="تغيّر العمل", en="Work changed")),
    Kind.INCOME_CHANGED: Recordable(whom=Whom.APPLICANT, name=Text(ar="تغيّر الدخل", en="Income changed")),
    Kind.DISABILITY: Recordable(
        whom=Whom.ANYBODY,
        name=Text(ar="إعاقة", en="Disability"),
        follows=RULES[Kind.DECLARED_DISABILITY].follows,
    ),
}
"""What an official may record by hand; what a register alone can tell, or the applicant declares, is not among it."""


OF_THE_FAMILY: Final = frozenset(
    {
        *DEATHS,
        Kind.CHILD_BORN,
        Kind.MARRIED,
        Kind.DIVORCED,
        Kind.MEMBER_JOINED,
        Kind.MEMBER_LEFT,
        Kind.NATIONALITY_LOST,
        Kind.NATIONALITY_GAINED,
    }
)
"""What the population register tells too: recorded by an official first, it is not kept a second time."""


def kind_elsewhere(kind: Kind, *, is_applicant: bool) -> Kind | None:
    """Return as what an event is kept with another application that names the same person; nothing where it is not.

    What is said of an applicant's marriage, custody or income concerns their own application alone.
    """
    if kind in DEATHS:
        return Kind.APPLICANT_DIED if is_applicant else Kind.MEMBER_DIED
    return kind if RECORDABLE[kind].whom is Whom.ANYBODY or kind is Kind.CHILD_BORN else None


def follows_of(kind: Kind, source: str) -> Text:
    """Return what follows by itself from an event told by a source."""
    recorded = RECORDABLE[kind].follows if source == RECORDED and kind in RECORDABLE else None
    said = recorded or RULES[kind].follows
    if not RULES[kind].stops or NOT_CERTIFIED.ar in said.ar:
        return said
    return Text(ar=f"{said.ar} {NOT_CERTIFIED.ar}", en=f"{said.en} {NOT_CERTIFIED.en}")


TOLD: Final = Notice(
    subject=Text(ar="تغيّر في بيانات أسرتك: الطلب {reference}", en="A change in your family: application {reference}"),
    body=Text(
        ar="سُجّل في {source}: {what}. {follows} إن كان هذا غير صحيح، فيرجى تصحيحه لدى الجهة صاحبة السجل، ثم إبلاغنا من صفحة الطلب {reference}.",
        en="{source} now says: {what}. {follows} If that is wrong, have it corrected by its keeper, then tell us from the "
        "page of application {reference}.",
    ),
)
TOLD_RECORDED: Final = Notice(
    subject=TOLD.subject,
    body=Text(
        ar="سُجّل لدى الوزارة: {what}. {follows} إن كان هذا غير صحيح، فيرجى إبلاغنا من صفحة الطلب {reference}.",
        en="The ministry has recorded: {what}. {follows} If that is wrong, tell us from the page of application "
        "{reference}.",
    ),
)
TOLD_DECISION: Final = Text(
    ar="ينظر في ذلك موظف، وسنبلغك إن تغيّر شيء في طلبك.",
    en="An official looks at it, and you are told if anything about your application changes.",
)


def told(kind: Kind, source: str, what: Text, reference: str) -> Notice | None:
    """Return what the applicant is told of an event of their application; nothing where they are not."""
    if not RULES[kind].is_told:
        return None
    follows, notice = follows_of(kind, source), TOLD_RECORDED if source in {RECORDED, FOUND} else TOLD
    if RULES[kind].decide is not None:
        follows = Text(ar=f"{follows.ar} {TOLD_DECISION.ar}", en=f"{follows.en} {TOLD_DECISION.en}")
    words: dict[str, Text | str] = {
        "source": source_name(source), "what": what, "follows": follows, "reference": reference,
    }  # fmt: skip
    return Notice(subject=notice.subject.format(**words), body=notice.body.format(**words))


DECIDED: Final = Text(ar="بُتّ في الأمر في {day}.", en="This was decided on {day}.")
TAKEN_BACK: Final = Text(
    ar="سُجّل ذلك لدى الوزارة خطأً وأُلغي القيد، ولا أثر له في الطلب.",
    en="The ministry had recorded this by mistake. It is taken back, and has no effect on the application.",
)
_TOLD_TAKEN_BACK: Final = Notice(
    subject=Text(
        ar="إلغاء قيد في بيانات أسرتك: الطلب {reference}",
        en="A record about your family taken back: application {reference}",
    ),
    body=Text(
        ar="سبق أن أبلغناك بما يلي: {what}. {taken_back} لا يلزمك أي إجراء.",
        en="We had told you: {what}. {taken_back} There is nothing for you to do.",
    ),
)


def told_taken_back(kind: Kind, what: Text, reference: str) -> Notice | None:
    """Return what the applicant is told once an event is taken back; nothing where they were not told of it."""
    if not RULES[kind].is_told:
        return None
    words: dict[str, Text | str] = {"what": what, "taken_back": TAKEN_BACK, "reference": reference}
    return Notice(subject=_TOLD_TAKEN_BACK.subject.format(**words), body=_TOLD_TAKEN_BACK.body.format(**words))
