"""Conditions judged again beside what was found at filing, as officials compare them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from iskan.apps.cases.findings import read_findings
from iskan.core.eligibility import Compared, Finding, Verdict, compared
from iskan.policy.judged_again import AT_FILING, NAMES, JudgedAt
from iskan.surfaces.ui.formatting import t

VERDICTS: Final = {Verdict.MET: _("Met"), Verdict.NOT_MET: _("Not met"), Verdict.UNKNOWN: _("Not known")}
TONES: Final = {Verdict.MET: "success", Verdict.NOT_MET: "danger", Verdict.UNKNOWN: "warning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A condition as it was found on one of the two days."""

    verdict: str
    tone: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """A condition that came out otherwise than at filing, or on other facts."""

    label: str
    then: Side
    now: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedView:
    """What was found before one step: what has changed since filing, and the findings, those not met or known first."""

    title: str
    on_day: date
    filed_on: date | None
    changed: tuple[ChangedLine, ...]
    open: tuple[Finding, ...]
    met: tuple[Finding, ...]


def judged_view(check: Any, at_filing: Any | None) -> JudgedView:
    """Return what was found, laid beside the findings that stood when the case was granted."""
    findings = read_findings(check.findings)
    then = read_findings(at_filing.findings) if at_filing else ()
    lines = (_line(pair) for pair in compared(then, findings, AT_FILING) if pair.has_changed)
    return JudgedView(
        title=t(NAMES[JudgedAt(check.judged_at)]),
        on_day=check.on_day,
        filed_on=at_filing.on_day if at_filing else None,
        changed=tuple(line for line in lines if line is not None),
        open=tuple(finding for finding in findings if finding.verdict is not Verdict.MET),
        met=tuple(finding for finding in findings if finding.verdict is Verdict.MET),
    )


def _line(pair: Compared) -> ChangedLine | None:
    if pair.then is None or pair.now is None:
        return None
    return ChangedLine(label=t(pair.label), then=_side(pair.then), now=_side(pair.now))


def _side(finding: Finding) -> Side:
    return Side(verdict=str(VERDICTS[finding.verdict]), tone=TONES[finding.verdict], value=t(finding.value))
