"""The eligibility guide as pages: a few questions at a time, then what fits and why the rest does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from iskan.core.answers import Posted
from iskan.core.eligibility import Fact, Overall, Verdict
from iskan.surfaces.portal.guidance import Guidance, Prospect, Sheet, by_topic, question_of
from iskan.surfaces.portal.presenters.findings import FindingView, findings_in_order
from iskan.surfaces.ui.fields import AnswerView, FieldView, Filling, answers_of, fields_of, named_errors
from iskan.surfaces.ui.formatting import t

_ORDER = (Overall.ELIGIBLE, Overall.UNKNOWN, Overall.NOT_ELIGIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSection:
    """The questions of one topic; it ``goes_on`` where some of them were asked before."""

    title: str
    goes_on: bool
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """One page of questions; ``kept`` carries the earlier answers along in the form."""

    sections: tuple[GuideSection, ...]
    current: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    answered_count: int
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectView:
    """What the answers mean for one service or programme."""

    service: str
    service_code: str
    programme: str
    verdict: str
    verdict_label: str
    closed: tuple[str, ...]
    findings: tuple[FindingView, ...]
    met_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideResult:
    """The guide's answer."""

    prospects: tuple[ProspectView, ...]
    for_all: tuple[tuple[str, str], ...]
    answers: tuple[AnswerView, ...]
    kept: tuple[tuple[str, str], ...]

    @property
    def fitting_count(self) -> int:
        return sum(prospect.verdict == Overall.ELIGIBLE for prospect in self.prospects)


def guide_page(sheet: Sheet, facts: Sequence[Fact]) -> GuidePage:
    """Return a page asking for some facts, the earlier answers carried along."""
    current = frozenset(fact.code for fact in facts)
    earlier = sheet.asked - current
    sections = tuple(
        GuideSection(
            title=t(topic.title),
            goes_on=any(fact.code in earlier for fact in topic.facts),
            fields=_fields(asked, sheet),
        )
        for topic, asked in by_topic(facts)
    )
    return GuidePage(
        sections=sections,
        current=tuple(fact.code for fact in facts),
        kept=_kept(sheet.words, earlier),
        answered_count=sum(sheet.reading.answers.get(code) is not None for code in earlier),
        errors=named_errors([field for one in sections for field in one.fields], sheet.reading.faults),
    )


def _fields(facts: Sequence[Fact], sheet: Sheet) -> tuple[FieldView, ...]:
    filling = Filling(words=sheet.words, answers=sheet.reading.answers, faults=sheet.reading.faults)
    return tuple(_plain(field) for field in fields_of([question_of(fact) for fact in facts], filling))


def _plain(field: FieldView) -> FieldView:
    """Every question of the guide may be left out, so none is marked so."""
    rows = tuple(replace(row, fields=tuple(map(_plain, row.fields))) for row in field.rows)
    return replace(field, required=True, rows=rows)


def _kept(words: Posted, codes: frozenset[str]) -> tuple[tuple[str, str], ...]:
    said = tuple((name, value) for name, values in words.items() if _code(name) in codes for value in values)
    return (*said, *(("asked", code) for code in sorted(codes)))


def _code(name: str) -> str:
    return name.partition("-")[0]


def guide_result(guidance: Guidance, sheet: Sheet) -> GuideResult:
    """Return the guide's answer, what fits first."""
    judged = [prospect for prospect in guidance.prospects if not prospect.is_for_all]
    ordered = sorted(judged, key=lambda prospect: _ORDER.index(prospect.verdict))
    said = answers_of([question_of(fact) for fact in sheet.facts.values()], sheet.reading.answers, {})
    return GuideResult(
        prospects=tuple(map(_prospect, ordered)),
        for_all=tuple((p.service.code, t(p.service.name)) for p in guidance.prospects if p.is_for_all),
        answers=tuple(view for view in said if view.value or view.rows),
        kept=_kept(sheet.words, sheet.asked),
    )


def _prospect(prospect: Prospect) -> ProspectView:
    verdict = prospect.verdict
    labels = {
        Overall.ELIGIBLE: _("Fits your answers"),
        Overall.NOT_ELIGIBLE: _("Does not fit today"),
        Overall.UNKNOWN: _("Depends on more"),
    }
    return ProspectView(
        service=t(prospect.service.name),
        service_code=prospect.service.code,
        programme=t(prospect.programme.name) if prospect.programme else "",
        verdict=verdict.value,
        verdict_label=labels[verdict],
        closed=tuple(map(t, prospect.opening.closed)),
        findings=() if prospect.opening.closed else findings_in_order(prospect.assessment.findings),
        met_count=sum(f.verdict is Verdict.MET for f in prospect.assessment.findings),
    )
