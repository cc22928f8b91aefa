"""The register of processing as its overseers read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from iskan.apps.privacy.queries.processing import Part, Processing
from iskan.apps.privacy.sheets import rows
from iskan.core.personal_data import Sensitivity
from iskan.policy.personal_data import SENSITIVE
from iskan.surfaces.ui.formatting import language, t


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What the reader narrowed the register to: a part of it, or what is sensitive."""

    part: str
    sensitive: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        return (("", _("All")), *((part.value, words) for part, words in part_words().items()))

    @property
    def sensitivities(self) -> tuple[tuple[str, str], ...]:
        return (("", _("All")), *((each.value, t(words)) for each, words in SENSITIVE.items()))

    def chosen(self, lines: Sequence[Processing]) -> list[Processing]:
        """Return the lines that fit; a value nobody offers chooses nothing away."""
        part, sensitive = self.part, self.sensitive
        kept = [line for line in lines if part not in set(Part) or line.part == part]
        return [line for line in kept if sensitive not in set(Sensitivity) or line.sensitivity == sensitive]


def part_words() -> dict[Part, str]:
    """Name the parts of the register."""
    return {
        Part.ASKED: _("Asked by services"),
        Part.EVIDENCE: _("Documents"),
        Part.REGISTER: _("Answered by registers"),
        Part.HELD: _("Held by the system"),
    }


def register_table(lines: Sequence[Processing]) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the rows, as they stand in the sheet that is handed over."""
    heading, *shown = rows(lines, language())
    return heading, shown
