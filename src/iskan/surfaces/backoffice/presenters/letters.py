"""Letters ready to send, filled from a case, for the forms in which an official writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iskan.apps.cases.enums import EvidenceVerdict
from iskan.apps.cases.findings import read_findings
from iskan.apps.cases.queries.dossier import Dossier
from iskan.core.days import day_text
from iskan.core.eligibility import Finding, Verdict
from iskan.core.letters import LetterUse, filled_letter
from iskan.core.lifecycle import Act, CaseOutcome, Transition
from iskan.core.text import Text, joined
from iskan.policy.letters import LETTERS
from iskan.surfaces.ui.formatting import language, t

_NOTHING = Text(ar="", en="")
_REASON = Text(ar="{name}: {reason}", en="{name}: {reason}")
_LINE = Text(ar="– {words}", en="– {words}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter on offer: its name to the official, its words to whoever will read them."""

    code: str
    name: str
    text: str


def letters_for(dossier: Dossier, use: LetterUse) -> tuple[LetterView, ...]:
    """Return the letters a case can fill; what the applicant will read is in the applicant's language."""
    words = _words(dossier)
    reader = language() if use is LetterUse.NOTE else dossier.case.applicant.language
    found = ((letter, filled_letter(letter, words)) for letter in LETTERS if letter.use is use)
    return tuple(
        LetterView(code=letter.code, name=t(letter.name), text=text.in_(reader)) for letter, text in found if text
    )


def use_of(dossier: Dossier, transition: Transition) -> LetterUse | None:
    """Return which letters the form of a move offers."""
    if transition.act is Act.REQUEST:
        return LetterUse.REQUEST
    refuses = dossier.service.lifecycle.decides(transition) is CaseOutcome.REFUSED
    return LetterUse.REFUSAL if refuses or transition.act is Act.RECOMMEND_REFUSAL else None


def _words(dossier: Dossier) -> Mapping[str, Text]:
    case, findings = dossier.case, _findings(dossier)
    asked = dossier.requests[0] if dossier.requests else None
    return {
        "name": Text(ar=case.applicant.name_ar, en=case.applicant.name_en or case.applicant.name_ar),
        "reference": Text(ar=case.reference, en=case.reference),
        "service": dossier.service.name,
        "missing": _lines(state.evidence.name for state in dossier.evidence if state.is_missing),
        "rejected": _lines(_rejected(dossier)),
        "unmet": _lines(_told(one) for one in findings if one.verdict is Verdict.NOT_MET),
        "unknown": _lines(one.label for one in findings if one.verdict is Verdict.UNKNOWN),
        "last_day": day_text(asked.due_on) if asked and asked.due_on else _NOTHING,
        "today": day_text(dossier.today),
    }


def _findings(dossier: Dossier) -> tuple[Finding, ...]:
    return read_findings(dossier.assessment.findings) if dossier.assessment else ()


def _rejected(dossier: Dossier) -> Iterable[Text]:
    """Return each document that was rejected and not replaced, with the reason an official gave."""
    for state in dossier.evidence:
        if any(item.verdict != EvidenceVerdict.REJECTED for item in state.items):
            continue
        for item in state.items:
            yield _REASON.format(name=state.evidence.name, reason=item.reason)


def _told(finding: Finding) -> Text:
    """Return a condition that is not met, with what was found and what would change it."""
    parts = [_REASON.format(name=finding.label, reason=finding.value)]
    return joined([*parts, finding.remedy], " ", " ") if finding.remedy else parts[0]


def _lines(texts: Iterable[Text]) -> Text:
    return joined([_LINE.format(words=text) for text in texts], "\n", "\n")
