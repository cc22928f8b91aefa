"""A repeated group of questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from iskan.core.personal_data import DataKind
from iskan.core.questions.base import Question
from iskan.core.text import NONE, NOT_ANSWERED, Text, joined

ROW_MARK = "row"
NONE_MARK = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupQuestion(Question):
    """A repeated group, such as household members, kept as a list of its items' answers.

    ``once`` is the code of a part that no two rows answer alike. Where ``none`` says in words that there is no item,
    a page without items answers only when those words are ticked.
    """

    kind: ClassVar[str] = "group"
    holds: ClassVar[DataKind] = DataKind.ANSWER
    parts: ClassVar[tuple[str, ...]] = (NONE_MARK,)

    questions: tuple[Question, ...]
    item: Text
    minimum: int = 0
    maximum: int = 20
    once: str = ""
    none: Text | None = None

    def schema(self) -> dict[str, Any]:
        """Return the schema without that of its items, which `core.answers_json` describes like a page."""
        return {"type": "array", "minItems": self.minimum, "maxItems": self.maximum}

    def fits(self, sent: Any) -> bool:
        return isinstance(sent, list) and all(isinstance(row, dict) for row in sent)

    def show(self, answer: list[Mapping[str, Any]]) -> Text:
        return joined([self._row(row) for row in answer], "\n", "\n") if answer else NONE

    def _row(self, row: Mapping[str, Any]) -> Text:
        answered = [(part.label, _shown(part, row[part.code])) for part in self.questions if part.code in row]
        return joined([Text(ar=f"{label.ar}: {words.ar}", en=f"{label.en}: {words.en}") for label, words in answered])

    def words(self, name: str, answer: list[Mapping[str, Any]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {} if answer or not self.none else {f"{name}-{NONE_MARK}": ["yes"]}
        for key, row in enumerate(answer):
            found[f"{name}-{key}-{ROW_MARK}"] = ["1"]
            for part in self.questions:
                if row.get(part.code) is not None:
                    found |= part.words(f"{name}-{key}-{part.code}", row[part.code])
        return found


def _shown(question: Question, answer: Any) -> Text:
    return NOT_ANSWERED if answer is None or answer == "" else question.show(answer)
