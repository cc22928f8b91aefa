"""Where a case stands in a few words, as its page opens and as its line on a list says."""

from collections.abc import Sequence

from iskan.apps.cases.queries.lists import CaseLine
from iskan.core.catalogue import Service
from iskan.core.lifecycle import CaseOutcome, Stage
from iskan.foundation.reading import RelatedValues, read_related_of_each
from iskan.surfaces.portal.plates import PLATES
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.ui.plates import HeadLine

REFUSALS = frozenset({CaseOutcome.REFUSED, CaseOutcome.DECLINED_ELSEWHERE})
_NONE_RELATED = RelatedValues.none(PLATES.head_reads)


def is_refused(stage: Stage) -> bool:
    """Say whether what was asked for was refused, by the ministry or by another body."""
    return stage.outcome in REFUSALS


def head_of(service: Service, stage: Stage, related: RelatedValues) -> HeadLine:
    """Return where a case stands by the first plate that says so, or else by its stage."""
    by_stage = HeadLine(name=t(stage.name), next_step=t(stage.next_step), tone=stage.tone)
    return next(PLATES.heads(service, stage, related), by_stage)


def heads_of(lines: Sequence[CaseLine]) -> dict[int, HeadLine]:
    """Return where each case of a list stands; what the plates need for it is one read for all of them."""
    concerned = [line.pk for line in lines if any(plate.head for plate in PLATES.of(line.service, line.stage))]
    related = read_related_of_each(PLATES.head_reads, concerned)
    return {line.pk: head_of(line.service, line.stage, related.get(line.pk, _NONE_RELATED)) for line in lines}
