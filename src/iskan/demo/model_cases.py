"""Model cases: a few of each service and end, played once, of which the many of a demonstration are copies."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple

from iskan.apps.cases.models import Case
from iskan.apps.notifications.operations import mark_all_read
from iskan.demo.people import may_apply
from iskan.demo.plan import SETTLED_DAYS, Model
from iskan.demo.playing import HOUSING, Company, Story, begin, criteria_not_met, go_on, is_eligible
from iskan.integrations.synthetic.families import families

CONTACT: Final = "update_contact_details"
MEMBERS: Final = "family_members_declaration"
# So many people are looked through for those of whom the models are made; some meet the criteria of no model wanted.
LOOKED_THROUGH: Final = 1_500
MOST_FURTHER: Final = 20
LEAVING: Final = frozenset({"housed", "left"})


ANY, NONE, ONE, SOME = range(99), range(1), range(1, 2), range(1, 99)


class ModelCase(NamedTuple):
    """A model: how it ends, and after how many criteria not met, if that matters."""

    ends: str
    days_ago: float
    not_met: range = ANY
    programme: str = "unit"
    service: str = HOUSING
    lasts: float = 6


MODEL_CASES: Final = (
    ModelCase("approved", 16, NONE),
    ModelCase("approved", 19, NONE, lasts=12),
    ModelCase("approved_after_answer", 22, NONE, lasts=16),
    ModelCase("approved", 16, NONE, "plot"),
    ModelCase("approved", 17, NONE, "ownership_flat"),
    ModelCase("approved_by_exception", 18, ONE),
    ModelCase("approved_out_of_order", 21, NONE),
    ModelCase("housed", 23, NONE),
    ModelCase("left", 24, NONE),
    ModelCase("refused", 16, SOME),
    ModelCase("refused", 20, SOME, lasts=14),
    ModelCase("refused_after_exception", 17, SOME),
    ModelCase("withdrawn", 16),
    ModelCase("withdrawn_before_exception", 18, SOME),
    ModelCase("awaiting_decision", 3, NONE),
    ModelCase("awaiting_decision", 9, SOME),
    ModelCase("answered", 6),
    ModelCase("awaiting_applicant", 2),
    ModelCase("awaiting_applicant", 13),
    ModelCase("in_review", 1.5),
    ModelCase("in_review", 5),
    ModelCase("in_review", 8),
    ModelCase("awaiting_review", 0.5),
    ModelCase("awaiting_review", 4),
    ModelCase("excepted_proposed", 3, SOME),
    ModelCase("submitted", 0.3),
    ModelCase("submitted", 1.2),
    ModelCase("draft", 2),
    ModelCase("draft", 20),
    ModelCase("contact", 17, service=CONTACT),
    ModelCase("members", 18, service=MEMBERS),
)


def applicants_of_models(*, seed: int) -> Iterator[str]:
    """Yield the personal numbers of those of whom models are made: husbands of young couples."""
    for family in families(seed=seed, people=LOOKED_THROUGH):
        if family.kind == "young_couple":
            yield from (person.cpr for person in family.people if person.spouses and may_apply(person, family))


def play_models(applicants: Iterable[str], *, at: datetime, company: Company, most: int) -> list[Model]:
    """Play each model wanted by somebody who meets as many of its criteria as it tells; return no more than so many.

    Whoever meets none wanted any more is granted or refused as the criteria have it: one more model of that end.
    """
    # Those anybody may be come first: whoever is hard to find keeps no other model waiting.
    pending = sorted(MODEL_CASES, key=lambda wanted: wanted.not_met != ANY)
    tried = islice(applicants, min(most, len(MODEL_CASES) + MOST_FURTHER))
    return [_played(pending, cpr, at, company) for cpr in tried if pending]


def _played(pending: list[ModelCase], cpr: str, at: datetime, company: Company) -> Model:
    wanted = pending[0]
    play = begin(
        Story(cpr, wanted.programme, wanted.days_ago, wanted.ends, wanted.service, wanted.lasts), at=at, company=company
    )
    if wanted.not_met != ANY:
        go_on(play, "awaiting_review")
    found = next((other for other in pending if _suits(wanted, other, play.case)), None)
    if found:
        pending.remove(found)
    ends = found.ends if found else _as_found(play.case)
    go_on(play, ends)
    play.case.refresh_from_db()
    if play.case.closed_at:
        mark_all_read(scope=play.applicant, at=play.last)
    return Model(
        case_id=play.case.pk,
        ends=ends,
        programme=wanted.programme if wanted.service == HOUSING else "",
        cpr=cpr,
        begun_at=play.case.created_at,
        filed_at=play.case.filed_at,
        left_at=play.last if ends in LEAVING else None,
    )


def _suits(wanted: ModelCase, other: ModelCase, case: Case) -> bool:
    """Say whether a case begun for one model may become another: of the same kind, with as many criteria not met."""
    if ANY in (wanted.not_met, other.not_met):
        return other == wanted
    same = wanted.programme == other.programme and (wanted.days_ago < SETTLED_DAYS) == (other.days_ago < SETTLED_DAYS)
    count = len(criteria_not_met(case))
    return same and count in other.not_met and (count > 0 or is_eligible(case))


def _as_found(case: Case) -> str:
    """Return the end that the criteria alone give a case; what no register tells is nobody's to decide."""
    if criteria_not_met(case):
        return "refused"
    return "approved" if is_eligible(case) else "withdrawn"
