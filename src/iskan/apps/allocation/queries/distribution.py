"""Reading distributions: what they rest on, their outcome again from what was kept, who is nominated, and why not."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from iskan.apps.allocation.models import Distribution, DistributionColumns, DistributionRound
from iskan.apps.allocation.queries.columns import unpacked, unpacked_nominations
from iskan.apps.allocation.queries.offers import accepted_in, kept_out_of_draw
from iskan.apps.allocation.rules import can_read_distributions
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.scoped import case_for, visible_cases
from iskan.core.distribution.explaining import Explanation, explain
from iskan.core.distribution.market import DistributionRules, Lot, ProjectAccess
from iskan.core.distribution.outcome import DistributionOutcome, Settled, distribute
from iskan.core.text import Text
from iskan.foundation.scope import OutOfScope, Scope

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class NominatedLine:
    """One household on the list of nominations."""

    case_id: int
    reference: str
    applicant_name: Text
    governorate: str
    seniority: int
    project_code: str
    unit_class: str
    place: int
    set_aside: bool
    exception_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NominatedPage:
    """A page of nominations, in the order of pools and places."""

    lines: tuple[NominatedLine, ...]
    page: int
    pages: int
    total: int


def distributions(scope: Scope) -> QuerySet[Distribution]:
    """Return the distributions a viewer may read, newest first."""
    if not can_read_distributions(scope):
        return Distribution.objects.none()
    people = ("prepared_by", "recommended_by", "approved_by", "cancelled_by")
    return Distribution.objects.select_related(*people).order_by("-pk")


def distribution_for(scope: Scope, reference: str) -> Distribution:
    """Return a distribution, or raise `OutOfScope`."""
    found = distributions(scope).filter(reference=reference).first()
    if found is None:
        raise OutOfScope(reference)
    return found


def rules_of(distribution: Distribution) -> DistributionRules:
    """Return the rules a distribution was prepared under."""
    kept = distribution.rules
    return DistributionRules(
        governorates=tuple(kept["governorates"]),
        projects=tuple(kept["projects"]),
        entitlements=tuple(map(tuple, kept["entitlements"])),
        set_aside_percent=kept["set_aside_percent"],
        reserve_percent=kept["reserve_percent"],
    )


def lots_in(distribution: Distribution) -> tuple[Lot, ...]:
    """Return the homes a distribution was prepared over."""
    return tuple(Lot(**{**kept, "kind": ProjectAccess(kept["kind"])}) for kept in distribution.lots)


def kept_rules(rules: DistributionRules) -> dict[str, Any]:
    """Return rules as JSON."""
    return asdict(rules) | {"reserve_percent": dict(rules.reserve_percent)}


def recomputed(distribution: Distribution) -> DistributionOutcome:
    """Compute a distribution again from what was kept of its inputs."""
    kept = DistributionColumns.objects.get(distribution=distribution)
    return distribute(unpacked(kept.applications), lots_in(distribution), rules_of(distribution))


def recomputed_round(played: DistributionRound) -> DistributionOutcome:
    """Compute a later filling again: the same list and homes, who had dropped out, and what stood."""
    kept = DistributionColumns.objects.get(distribution=played.distribution)
    return distribute(
        unpacked(kept.applications),
        lots_in(played.distribution),
        rules_of(played.distribution),
        without=frozenset(played.without),
        settled=tuple(Settled(**each) for each in played.settled),
    )


@lru_cache(maxsize=2)
def _outcome(distribution_id: int, _outcome_digest: str) -> DistributionOutcome:
    return recomputed(Distribution.objects.get(pk=distribution_id))


def outcome_of(distribution: Distribution) -> DistributionOutcome:
    """Return a distribution's outcome; what was kept never changes, so a process computes it once."""
    return _outcome(distribution.pk, distribution.outcome_digest)


def explanation_for(scope: Scope, reference: str, case_reference: str) -> tuple[Case, Explanation]:
    """Say why a case the viewer may see was nominated where it was, or why not.

    Raises:
        OutOfScope: no such distribution or case for this viewer. NotInTheDistribution: it was not on the list then.
    """
    distribution = distribution_for(scope, reference)
    case = case_for(scope, case_reference)
    return case, explain(outcome_of(distribution), case.pk)


def nominated_page(scope: Scope, distribution: Distribution, page: int, *, exceptions: bool = False) -> NominatedPage:
    """Return a page of whoever is nominated, or of those among them by exception."""
    kept = unpacked_nominations(DistributionColumns.objects.get(distribution=distribution).nominated)
    chosen = kept["exception"].nonzero()[0] if exceptions else range(len(kept["case"]))
    total = len(chosen)
    pages = max(1, -(-total // PAGE))
    number = min(max(page, 1), pages)
    rows = [int(row) for row in chosen[(number - 1) * PAGE : number * PAGE]]
    shown = visible_cases(scope).filter(pk__in=[int(kept["case"][row]) for row in rows]).select_related("applicant")
    cases = {case.pk: case for case in shown}
    pools = [(lot["project"], lot["unit_class"]) for lot in distribution.lots]
    lines = [_line(kept, row, pools, cases) for row in rows if int(kept["case"][row]) in cases]
    return NominatedPage(lines=tuple(lines), page=number, pages=pages, total=total)


def _line(kept: Mapping[str, Any], row: int, pools: list[tuple[str, str]], cases: Mapping[int, Case]) -> NominatedLine:
    case = cases[int(kept["case"][row])]
    project, unit_class = pools[int(kept["lot"][row])]
    return NominatedLine(
        case_id=case.pk,
        reference=case.reference,
        applicant_name=Text(ar=case.applicant.name_ar, en=case.applicant.name_en),
        governorate=case.governorate,
        seniority=int(kept["seniority"][row]),
        project_code=project,
        unit_class=unit_class,
        place=int(kept["place"][row]),
        set_aside=bool(kept["set_aside"][row]),
        exception_id=int(kept["exception"][row]),
    )


def candidates_for(project_code: str) -> tuple[tuple[int, str], ...]:
    """Return whoever accepted an offer in a project and has no unit yet, with the class drawn for; for the draw.

    Whom the property they own keeps out is left out until officials have decided, and whoever has died.
    """
    living = accepted_in(project_code).filter(case__applicant__died_on=None)
    standing = living.exclude(pk__in=kept_out_of_draw(project_code))
    return tuple(standing.order_by("case_id").values_list("case_id", "unit_class"))
