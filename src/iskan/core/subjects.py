"""What a case is about, written so that two cases about the same thing bear the same words."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from iskan.core.catalogue import Service, Subject, SubjectKind
from iskan.core.display import joined, shown
from iskan.core.questions.reaching import GOVERNORATE_PART
from iskan.core.text import Text, fold, latin_digits

LONGEST_SUBJECT = 200


def subject_of(service: Service, answers: Mapping[str, Any]) -> str:
    """Return the subject of a case with these answers, its kind first; empty where the service names none.

    Words are folded as search folds them, so that a hamza more or less makes no second subject. What is longer than
    the database keeps gives way to its digest.
    """
    subject = service.told_apart_by
    if subject is None:
        return ""
    written = _written(subject, answers)
    if len(written) <= LONGEST_SUBJECT:
        return written
    return f"{subject.kind}:{hashlib.sha256(written.encode()).hexdigest()}"


def subjects_named(words: str) -> tuple[str, ...]:
    """Return the subjects that one typed word or number may stand for, one a kind."""
    return tuple(f"{kind}:{_folded(words)}" for kind in SubjectKind)


def subject_text(service: Service, answers: Mapping[str, Any]) -> Text | None:
    """Return in words what a case is about; nothing where the service names no subject."""
    subject = service.told_apart_by
    if subject is None:
        return None
    questions = {question.code: question for question in service.questions()}
    return joined([shown(questions[code], answers.get(code)) for code in subject.questions])


def _written(subject: Subject, answers: Mapping[str, Any]) -> str:
    parts = (_folded(_typed(answers.get(code))) for code in subject.questions)
    return f"{subject.kind}:{'|'.join(parts)}"


def _typed(answer: Any) -> Any:
    """Return an answer without what its block says of it: an address is the same before and after a block is known."""
    if not isinstance(answer, Mapping):
        return answer
    return {part: typed for part, typed in answer.items() if part != GOVERNORATE_PART}


def _folded(answer: Any) -> str:
    if isinstance(answer, str):
        return fold(latin_digits(answer))
    return json.dumps(answer, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
