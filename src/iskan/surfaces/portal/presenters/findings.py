"""A finding as a citizen reads it: the test, its answer, the value and limit, the article, and what would change it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from iskan.core.eligibility import FactUse, FigureUse, Finding, Verdict
from iskan.core.figure_words import figure_text_as_kept
from iskan.policy.registry import figures
from iskan.surfaces.ui.formatting import t

_ORDER = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFigure:
    label: str
    value: str
    since: date
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One criterion's outcome, in the reader's language."""

    code: str
    label: str
    verdict: str
    verdict_label: str
    value: str
    remedy: str
    basis: str
    source: str
    known_at: datetime | None
    figures: tuple[FindingFigure, ...]


def verdict_label(verdict: Verdict) -> str:
    """Name a criterion's answer."""
    return {
        Verdict.MET: _("Met"),
        Verdict.NOT_MET: _("Not met"),
        Verdict.UNKNOWN: _("Not yet known"),
    }[verdict]


def finding_view(finding: Finding) -> FindingView:
    """Return a finding in the reader's language."""
    return FindingView(
        code=finding.criterion,
        label=t(finding.label),
        verdict=finding.verdict.value,
        verdict_label=verdict_label(finding.verdict),
        value=t(finding.value),
        remedy=t(finding.remedy) if finding.remedy else "",
        basis=t(finding.legal_basis),
        source=t(finding.source) if finding.source else "",
        known_at=_latest(finding.facts),
        figures=tuple(
            FindingFigure(
                label=t(used.label),
                value=_with_unit(used),
                since=used.first_day,
                basis=t(used.basis) if used.basis != finding.legal_basis else "",
            )
            for used in finding.figures
        ),
    )


def _with_unit(used: FigureUse) -> str:
    figure = figures().get(used.code)
    return t(figure_text_as_kept(figure, used.value)) if figure else used.value


def _latest(facts: tuple[FactUse, ...]) -> datetime | None:
    return max((use.at for use in facts if use.at), default=None)


def findings_in_order(findings: Iterable[Finding]) -> tuple[FindingView, ...]:
    """Return findings with those not met first, then those not known, then those met."""
    return tuple(finding_view(finding) for finding in sorted(findings, key=lambda f: _ORDER.index(f.verdict)))
