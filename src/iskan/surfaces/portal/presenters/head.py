"""Where a case stands in a few words, as its page opens and as its line on a list says."""

from collections.abc import Sequence
from dataclasses import dataclass

from iskan.apps.allocation.enums import OfferState
from iskan.apps.allocation.queries.offers import OFFER
from iskan.apps.cases.queries.lists import CaseLine
from iskan.apps.waiting_lists.queries.cancellations import CANCELLED, CancelledLine
from iskan.apps.waiting_lists.queries.waiting_list import PLACE
from iskan.core.catalogue import Service
from iskan.core.lifecycle import CaseOutcome, Stage
from iskan.foundation.reading import RelatedValues, read_related_of_each
from iskan.policy.cancellation import CANCELLED_NAME, CANCELLED_NEXT
from iskan.surfaces.portal.presenters.offer import StandingView, standing_view
from iskan.surfaces.ui.formatting import t

HEAD = (PLACE, CANCELLED, OFFER)
_NONE_RELATED = RelatedValues.none(HEAD)


REFUSALS = frozenset({CaseOutcome.REFUSED, CaseOutcome.DECLINED_ELSEWHERE})


def is_granted(stage: Stage) -> bool:
    """Say whether what was asked for was granted."""
    return stage.outcome is CaseOutcome.GRANTED


def is_refused(stage: Stage) -> bool:
    """Say whether what was asked for was refused, by the ministry or by another body."""
    return stage.outcome in REFUSALS


def is_continued(service: Service, stage: Stage) -> bool:
    """Say whether more hangs on a case than its decision: a place on a list, a document, a home."""
    return is_granted(stage) and bool(service.programmes or service.documents)


def cancelled_from(related: RelatedValues) -> CancelledLine | None:
    """Return the cancellation that holds: who was revived, or housed since, stands elsewhere."""
    offered = related[OFFER]
    if related[PLACE] or (offered and offered.state is OfferState.HANDED_OVER):
        return None
    return related[CANCELLED]


def head_of(stage: Stage, related: RelatedValues) -> StandingView:
    """Return where a case stands: a cancellation comes before everything, an offer before the stage of the review."""
    if cancelled_from(related):
        return StandingView(name=t(CANCELLED_NAME), next_step=t(CANCELLED_NEXT), tone="danger")
    offered = related[OFFER]
    by_offer = standing_view(offered, waits=related[PLACE] is not None) if offered else None
    return by_offer or StandingView(name=t(stage.name), next_step=t(stage.next_step), tone=stage.tone)


@dataclass(frozen=True, slots=True)
class CaseHead:
    """Where a case stands, and whether its household waits for a home."""

    standing: StandingView
    waits: bool


def heads_of(lines: Sequence[CaseLine]) -> dict[int, CaseHead]:
    """Return where each case of a list stands; what came of those that lead onward is one read for all of them."""
    came = read_related_of_each(HEAD, [line.pk for line in lines if is_continued(line.service, line.stage)])
    related = {line.pk: came.get(line.pk, _NONE_RELATED) for line in lines}
    return {
        line.pk: CaseHead(head_of(line.stage, related[line.pk]), waits=related[line.pk][PLACE] is not None)
        for line in lines
    }
