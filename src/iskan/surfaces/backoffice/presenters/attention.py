"""What in a case asks for an official's eye, gathered for the top of its page: the rest of the page may stay folded."""

from collections.abc import Iterable
from dataclasses import dataclass

from iskan.surfaces.backoffice.presenters.answers import StepView
from iskan.surfaces.backoffice.presenters.checks import RunView
from iskan.surfaces.backoffice.presenters.consents import DeskConsent
from iskan.surfaces.backoffice.presenters.contacts import ContactLine
from iskan.surfaces.backoffice.presenters.evidence import EvidenceReview
from iskan.surfaces.backoffice.presenters.findings import DeskFinding, FindingsView
from iskan.surfaces.backoffice.presenters.requests import DeskRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionView:
    """What differs, what is missing and what is waited for."""

    findings: tuple[DeskFinding, ...]
    steps: tuple[StepView, ...]
    objection: str
    evidence: tuple[EvidenceReview, ...]
    runs: tuple[RunView, ...]
    consents: tuple[DeskConsent, ...]
    requests: tuple[DeskRequest, ...]
    contacts: tuple[ContactLine, ...]

    @property
    def total(self) -> int:
        """Return how many things there are to look at."""
        lines = sum(step.concerns for step in self.steps) + bool(self.objection)
        papers = sum(max(1, len(kind.doubts)) for kind in self.evidence)
        others = (self.findings, self.runs, self.consents, self.requests, self.contacts)
        return lines + papers + sum(map(len, others))


def attention_view(
    *,
    findings: FindingsView | None,
    steps: Iterable[StepView],
    objection: str,
    evidence: Iterable[EvidenceReview],
    runs: Iterable[RunView],
    consents: Iterable[DeskConsent],
    requests: Iterable[DeskRequest],
    contacts: Iterable[ContactLine],
) -> AttentionView:
    """Return what deserves a look, of everything a case's page shows."""
    return AttentionView(
        findings=findings.in_the_way if findings else (),
        steps=tuple(step.differing() for step in steps if step.concerns),
        objection=objection,
        evidence=tuple(kind for kind in evidence if kind.is_lacking or kind.doubts),
        runs=tuple(run for run in runs if run.is_waiting or run.unread or run.tone == "danger"),
        consents=tuple(one for one in consents if one.tone != "success"),
        requests=tuple(one for one in requests if one.needs_a_look),
        contacts=tuple(one for one in contacts if one.is_due),
    )
