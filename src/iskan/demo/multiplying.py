"""The planned cases with the people they name: each copy's applicant, family, household and messages' ways."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import Final

from django.db.backends.utils import CursorWrapper

from iskan.apps.accounts.models import User
from iskan.apps.cases.models import Case
from iskan.apps.households.enums import MemberRelation
from iskan.apps.households.models import Household, HouseholdMember, Person
from iskan.apps.notifications.enums import DeliveryFault, DeliveryStatus, Route
from iskan.apps.notifications.models import Delivery, DeliveryAttempt, Message
from iskan.demo.copies import Copy, Named, write_copies
from iskan.demo.copying import copy_models, copy_rows
from iskan.demo.people import Candidate
from iskan.demo.plan import Planned

ONE_FAILS_OF: Final = 67
_UNDELIVERED: Final = {Route.SMS: DeliveryFault.UNDELIVERABLE, Route.EMAIL: DeliveryFault.REFUSED}
_DELIVERED: Final = {Route.SMS: DeliveryStatus.DELIVERED, Route.EMAIL: DeliveryStatus.SENT}


@dataclass(frozen=True, slots=True)
class Relatives:
    """The spouse and children of an applicant, eldest first, and which of them are users."""

    spouses: Sequence[Person]
    children: Sequence[Person]

    @property
    def words(self) -> tuple[str, ...]:
        """Return what a case says of them: the spouse's number and name, and the eldest child's name."""
        spouse = next(((one.cpr, one.name_ar, one.name_en) for one in self.spouses), ("", "", ""))
        return (*spouse, *next(((one.name_ar, one.name_en) for one in self.children), ("", "")))


@dataclass(slots=True)
class Applicants:
    """The candidates with their users, and the households of those who turn out to apply for a home."""

    candidates: Sequence[Candidate]
    users: Mapping[str, int]
    first_household: int
    households: dict[int, int] = field(default_factory=dict)

    def household(self, index: int) -> int:
        """Return the household of a candidate by their place, a new one at the first asking."""
        return self.households.setdefault(index, self.first_household + len(self.households))


def multiply(cursor: CursorWrapper, planned: Iterable[Planned], models: Iterable[int], of: Applicants) -> int:
    """Write the planned cases as copies of models, with their households; return how many."""
    cases = Case.objects.select_related("applicant", "person", "household").in_bulk(list(models))
    relatives = {pk: _of_case(case) for pk, case in cases.items()}
    named = {pk: _model_named(case, relatives[pk]) for pk, case in cases.items()}
    return write_copies(cursor, named, (_copy(each, relatives, of) for each in planned))


def write_households(cursor: CursorWrapper, of: Applicants, at: datetime) -> None:
    """Write the household of each candidate who asked for a home."""
    heads = ((pk, of.candidates[index].person_id, at, "") for index, pk in of.households.items())
    copy_rows(cursor, Household, ("id", "head_id", "declared_at", "objection"), heads)
    members = (
        (pk, member.person_id, member.relation)
        for index, pk in of.households.items()
        for member in of.candidates[index].members
    )
    copy_rows(cursor, HouseholdMember, ("household_id", "person_id", "relation"), members)


def _of_case(case: Case) -> Relatives:
    if case.household is None:
        return Relatives((), ())
    members = [(m.relation, m.person) for m in case.household.members.select_related("person")]
    return _relatives(members)


def _of_candidate(candidate: Candidate) -> Relatives:
    people = Person.objects.in_bulk([member.person_id for member in candidate.members])
    return _relatives([(member.relation, people[member.person_id]) for member in candidate.members])


def _relatives(members: Sequence[tuple[str, Person]]) -> Relatives:
    found = {
        relation: sorted((person for of, person in members if of == relation), key=lambda person: person.birth_date)
        for relation in (MemberRelation.SPOUSE, MemberRelation.CHILD)
    }
    return Relatives(found[MemberRelation.SPOUSE], found[MemberRelation.CHILD])


def _model_named(case: Case, relatives: Relatives) -> Named:
    user = case.applicant
    return Named(
        user.pk, case.person_id, case.household_id, case.reference, user.cpr or "", user.name_ar, user.name_en,
        f"{user.pk}@example.test", case.governorate,
        _instant(case.created_at), _saved_by(user.pk), *relatives.words,
    )  # fmt: skip


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _saved_by(user_id: int) -> str:
    return f'"by": {user_id},'


def _copy(planned: Planned, relatives: Mapping[int, Relatives], of: Applicants) -> Copy:
    candidate = of.candidates[planned.candidate]
    user_id = of.users[candidate.cpr]
    theirs = relatives[planned.model.case_id]
    own = _of_candidate(candidate) if planned.is_whole else Relatives((), ())
    named = Named(
        user_id, candidate.person_id, of.household(planned.candidate) if planned.model.programme else None,
        planned.reference, candidate.cpr, candidate.name_ar, candidate.name_en, f"citizen{user_id}@example.test",
        planned.governorate, _instant(planned.model.begun_at + planned.shift), _saved_by(user_id),
        *(word or instead for word, instead in zip(own.words, theirs.words, strict=True)),
    )  # fmt: skip
    family = _family(theirs, own, of.users) if planned.is_whole else {}
    key = planned.model.case_id if planned.is_whole else -planned.model.case_id
    return Copy(planned.case_id, key, named, family, planned.days, planned.shift, planned.later)


def _family(model: Relatives, own: Relatives, users: Mapping[str, int]) -> dict[str, str | int | None]:
    pairs = [*zip_longest(model.spouses, own.spouses), *zip_longest(model.children, own.children)]
    accounts = dict(User.objects.filter(cpr__in=[one.cpr for one, _ in pairs if one]).values_list("cpr", "pk"))
    found: dict[str, str | int | None] = {}
    for one, other in pairs:
        if one is not None:
            found[one.cpr] = other.cpr if other else None
            if one.cpr in accounts:
                found[str(accounts[one.cpr])] = users.get(other.cpr) if other else None
    return found


def deliver_messages(cursor: CursorWrapper, *, after: int, first: int) -> None:
    """Let what the copies' applicants were told have arrived by e-mail and text message, save for a few."""
    messages = Message.objects.filter(pk__gt=after).order_by("pk")
    deliveries = list(_deliveries(messages.iterator(), first))
    copy_models(cursor, deliveries, with_ids=True)
    copy_models(cursor, (
        DeliveryAttempt(delivery_id=each.pk, status=each.status, fault=each.fault, at=each.changed_at)
        for each in deliveries
    ))  # fmt: skip


def _deliveries(messages: Iterable[Message], first: int) -> Iterator[Delivery]:
    pairs = ((message, route) for message in messages for route in Route)
    for pk, (message, route) in enumerate(pairs, start=first):
        is_lost = message.pk % ONE_FAILS_OF == 0
        yield Delivery(
            pk=pk, message_id=message.pk, route=route, attempt_count=1,
            status=DeliveryStatus.FAILED if is_lost else _DELIVERED[route],
            fault=_UNDELIVERED[route] if is_lost else "",
            gateway_id=f"demo-{message.pk}" if route == Route.SMS else "",
            changed_at=message.created_at + timedelta(seconds=4),
        )  # fmt: skip
