"""An official records by hand what happened to a household: with what it rests on, in each application it touches."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from django.db import transaction
from django.utils.timezone import localdate

from iskan.apps.cases.claims import seen_by
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations.moves import locked_case
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.documents.models import Document
from iskan.apps.household_life.models import HouseholdEvent
from iskan.apps.household_life.operations.keeping import keep_event
from iskan.apps.household_life.queries.people import known_people
from iskan.apps.household_life.queries.recording import recordable_case, touched_by, whom
from iskan.apps.household_life.rules import can_record_events
from iskan.core.household_life import DEATHS, KnownPerson, LifeEvent, LifeEventKind
from iskan.core.people import Relation
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope
from iskan.policy.household_life import RECORDED
from iskan.policy.recorded_life import RECORDABLE

_RELATIONS = {
    LifeEventKind.CHILD_BORN: Relation.CHILD,
    LifeEventKind.MARRIED: Relation.SPOUSE,
    LifeEventKind.MEMBER_JOINED: Relation.OTHER,
}


class EventRecorded(Refusal):
    """The same has been recorded of the same person."""

    text = Text(ar="هذا التغيّر مسجّل من قبل.", en="This has been recorded already.")
    status = HTTPStatus.CONFLICT


class NotARecordableKind(Refusal):
    """Nothing of that kind is recorded by hand."""

    text = Text(ar="اختر ما طرأ على الأسرة.", en="Choose what happened.")
    field = "kind"


class DayAhead(Refusal):
    """It cannot have happened on a day still to come."""

    text = Text(ar="أدخل تاريخًا ليس بعد اليوم.", en="Enter a day that is not after today.")
    field = "on"


class DayOfDeathMissing(Refusal):
    """Whose death is recorded died on a day."""

    text = Text(ar="أدخل تاريخ الوفاة.", en="Enter the day of the death.")
    field = "on"


class GroundMissing(Refusal):
    """It is not said what shows that it happened."""

    text = Text(
        ar="أدخل ما يثبت ذلك، مثل نوع الوثيقة ورقمها.",
        en="Say what shows it, such as the kind of document and its number.",
    )
    field = "ground"


class NewcomerUnnamed(Refusal):
    """Nobody is named who was born, married or joined."""

    text = Text(ar="أدخل اسم هذا الشخص ورقمه الشخصي.", en="Enter this person's name and personal number.")
    field = "name"


class AlreadyMember(Refusal):
    """Whoever is to join belongs to the household."""

    text = Text(
        ar="صاحب هذا الرقم من أفراد الأسرة في هذا الطلب.", en="The person of this number is of this household already."
    )
    field = "cpr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What an official says happened: to whom (``cpr``; of a newcomer the ``name`` too), when, and what shows it."""

    kind: LifeEventKind
    cpr: str = ""
    name: str = ""
    on: date | None = None
    ground: str = ""
    words: str = ""


@transaction.atomic
def record_event(
    *, scope: Scope, reference: str, said: Recording, at: datetime, file: Document | None = None
) -> HouseholdEvent:
    """Keep what happened with the application and with every other it touches; return the application's own.

    Others are those the viewer works on: an application sealed from them, or of their own household, is not touched.

    Raises:
        NotForThisRole, OutOfScope, OwnHousehold, NoLivingClaim. NotARecordableKind, NotOfWhom, NewcomerUnnamed,
        AlreadyMember, DayAhead, DayOfDeathMissing, GroundMissing, EventRecorded.
    """
    if not can_record_events(scope):
        raise NotForThisRole
    locked_case(scope, reference)
    case = recordable_case(scope, reference)
    _require_sound(said, at)
    if file is not None and file.uploaded_by_id != scope.user_id:
        raise OutOfScope(str(file.pk))
    member = whom(case, said.kind, said.cpr)
    person = member or _newcomer(case, said, at)
    standing = HouseholdEvent.objects.filter(case=case, kind=said.kind, cpr=person.cpr, source=RECORDED)
    if standing.filter(happened_on=said.on).exclude(settlement__is_mistake=True).exists():
        raise EventRecorded
    touched = touched_by(case, said.kind, member)
    seen = {claim.case.pk for claim in seen_by(scope, [one.claim for one in touched])}
    kept = [
        keep_event(
            case=one.claim.case, event=LifeEvent(kind=one.kind, person=person, on=said.on), source=RECORDED,
            scope=scope, document=said.ground.strip(), words=said.words.strip(), file=file, at=at,
        )
        for one in touched
        if one.claim.case.pk in seen and not is_in_own_household(scope, one.claim.case)
    ]  # fmt: skip
    return kept[0]


def _require_sound(said: Recording, at: datetime) -> None:
    if said.kind not in RECORDABLE:
        raise NotARecordableKind
    if said.on is not None and said.on > localdate(at):
        raise DayAhead
    if said.kind in DEATHS and said.on is None:
        raise DayOfDeathMissing
    if not said.ground.strip():
        raise GroundMissing


def _newcomer(case: Case, said: Recording, at: datetime) -> KnownPerson:
    if not (said.name.strip() and said.cpr):
        raise NewcomerUnnamed
    if said.cpr in known_people(case):
        raise AlreadyMember
    return KnownPerson(
        cpr=said.cpr, relation=_RELATIONS[said.kind].value, name_ar=said.name.strip(), name_en="",
        birth_date=said.on or localdate(at), nationality="", has_address=False,
    )  # fmt: skip
