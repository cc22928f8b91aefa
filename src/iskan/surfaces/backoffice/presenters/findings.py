"""A finding as an official weighs it: the rule, its article, the value and limit, its source, what would change it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from iskan.core.eligibility import FigureUse, Finding, Verdict
from iskan.core.figure_words import figure_text_as_kept
from iskan.policy.registry import figures
from iskan.surfaces.ui.formatting import date, t

_ORDER = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFinding:
    """One criterion's outcome."""

    code: str
    label: str
    verdict: str
    verdict_label: str
    value: str
    limits: tuple[str, ...]
    basis: str
    source: str
    known_at: datetime | None
    remedy: str
    missing: bool
    excepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsView:
    """All criteria of a case on the day judged, those in its way first."""

    at: datetime | None
    findings: tuple[DeskFinding, ...]
    met: int
    not_met: int
    unknown: int

    @property
    def in_the_way(self) -> tuple[DeskFinding, ...]:
        """The criteria not met, then those not known."""
        return tuple(one for one in self.findings if one.verdict != Verdict.MET)

    @property
    def passed(self) -> tuple[DeskFinding, ...]:
        """The criteria met."""
        return tuple(one for one in self.findings if one.verdict == Verdict.MET)


def findings_view(findings: Iterable[Finding], at: datetime | None, excepted: frozenset[str]) -> FindingsView:
    """Return findings in the order an official needs them."""
    ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.verdict))
    counted = [finding.verdict for finding in ordered]
    return FindingsView(
        at=at,
        findings=tuple(_finding(finding, excepted) for finding in ordered),
        met=counted.count(Verdict.MET),
        not_met=counted.count(Verdict.NOT_MET),
        unknown=counted.count(Verdict.UNKNOWN),
    )


def verdict_label(verdict: Verdict) -> str:
    """Name a criterion's answer."""
    return {Verdict.MET: _("Met"), Verdict.NOT_MET: _("Not met"), Verdict.UNKNOWN: _("Not yet known")}[verdict]


def _value(used: FigureUse) -> str:
    figure = figures().get(used.code)
    return t(figure_text_as_kept(figure, used.value)) if figure else used.value


def _finding(finding: Finding, excepted: frozenset[str]) -> DeskFinding:
    return DeskFinding(
        code=finding.criterion,
        label=t(finding.label),
        verdict=finding.verdict.value,
        verdict_label=verdict_label(finding.verdict),
        value=t(finding.value),
        limits=tuple(
            _("%(figure)s: %(value)s, since %(day)s")
            % {"figure": t(one.label), "value": _value(one), "day": date(one.first_day)}
            + (f" · {t(one.basis)}" if one.basis != finding.legal_basis else "")
            for one in finding.figures
        ),
        basis=t(finding.legal_basis),
        source=t(finding.source) if finding.source else "",
        known_at=max((use.at for use in finding.facts if use.at), default=None),
        remedy=t(finding.remedy) if finding.remedy else "",
        missing=bool(finding.missing),
        excepted=finding.criterion in excepted,
    )
