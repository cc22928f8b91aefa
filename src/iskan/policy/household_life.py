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
from iskan.core.text import Text

PURPOSE: Final = Text(
    ar="متابعة ما يطرأ على الأسرة وطلبها على قائمة الانتظار",
    en="Following what happens to a household while it waits",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeRule:
    """What an event is called, what follows by itself, and what an official must decide, if anything.

    ``name`` may name ``{name}``. With ``stops`` no nomination is certified until it is decided. Where ``is_told``, the
    applicant is.
    """

    name: Text
    follows: Text
    decide: Text | None = None
    stops: bool = False
    is_told: bool = True


_UP_TO_DATE: Final = Text(
    ar="حُدّثت بيانات الأسرة في الطلب كما في السجل السكاني.",
    en="The application names the family as the population register does now.",
)
_KEPT: Final = Text(
    ar="يبقى الطلب قائمًا بأقدميته.",
    en="The application stays alive with its seniority.",
)
_KEPT_UP_TO_DATE: Final = Text(ar=f"{_UP_TO_DATE.ar} {_KEPT.ar}", en=f"{_UP_TO_DATE.en} {_KEPT.en}")
_WHICH_CATEGORY: Final = Text(
    ar="أي فئة أسرية تنطبق على الأسرة الآن، وهل تبقى شروط الاستحقاق متوافرة؟",
    en="Which family category fits now, and do the conditions still hold?",
)

RULES: Final[Mapping[Kind, LifeRule]] = {
    Kind.APPLICANT_DIED: LifeRule(
        name=Text(ar="وفاة صاحب الطلب", en="The applicant died"),
        follows=Text(
            ar="لا تُرسل رسائل إلى صاحب الطلب، ولا تُعتمد شهادة ترشيح إلى أن يُبت في الأمر.",
            en="No more messages are sent to the applicant, and no nomination is certified until this is decided.",
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
        follows=_KEPT,
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
        follows=_KEPT,
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
}
"""Every kind of event has its rule."""

STOPPING: Final = frozenset(kind for kind, rule in RULES.items() if rule.stops)


def event_text(kind: Kind, name: Text, on: date | None) -> Text:
    """Return what happened to whom, with the day where it is known."""
    said = RULES[kind].name.format(name=name)
    if on is None:
        return said
    day = day_text(on)
    return Text(ar=f"{said.ar} ({day.ar})", en=f"{said.en} ({day.en})")


TOLD: Final = Notice(
    subject=Text(ar="تغيّر في بيانات أسرتك: الطلب {reference}", en="A change in your family: application {reference}"),
    body=Text(
        ar="سُجّل في السجل السكاني: {what}. {follows} إن كان هذا غير صحيح، فيرجى تصحيحه في السجل السكاني، ثم إبلاغنا من صفحة الطلب {reference}.",
        en="The population register now says: {what}. {follows} If that is wrong, have the register corrected, then tell "
        "us from the page of application {reference}.",
    ),
)
TOLD_DECISION: Final = Text(
    ar="ينظر في ذلك موظف، وسنبلغك إن تغيّر شيء في طلبك.",
    en="An official looks at it, and you are told if anything about your application changes.",
)
