"""Offices that decide cases, and how a service says which of them decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from iskan.core.questions.reaching import GOVERNORATE_PART
from iskan.core.text import Text


class DepartmentKind(StrEnum):
    """What an office belongs to."""

    MINISTRY = "ministry"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredDepartment:
    """An office whose officials decide cases; its ``letterhead`` and ``address`` stand on what it issues.

    ``governorate`` is the code of the one it serves, where it serves one alone.
    """

    code: str
    kind: DepartmentKind = DepartmentKind.MINISTRY
    name: Text
    letterhead: Text | None = None
    address: Text | None = None
    governorate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentByAnswer:
    """One of several offices: that of the governorate an address lies in, or else the one an answer names by its code.

    ``address`` is the question about the address, where there is one; the question is asked where its block is unknown.
    """

    question: str
    departments: tuple[DeclaredDepartment, ...]
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentOfEarlier:
    """The office that decided the earlier case a case is about: one of several."""

    departments: tuple[DeclaredDepartment, ...]


Decider = DeclaredDepartment | DepartmentByAnswer | DepartmentOfEarlier


@dataclass(frozen=True, slots=True)
class DepartmentGroup:
    """Offices of one kind among which an answer chooses."""

    departments: tuple[DeclaredDepartment, ...]

    def by(self, question: str, address: str = "") -> DepartmentByAnswer:
        """Return the choice among them that the place of an address makes, or the answer to a question."""
        return DepartmentByAnswer(question=question, departments=self.departments, address=address)


class NoDepartment(LookupError):
    """The answers name no office that decides the case."""


def deciding_department(decided_by: Decider, answers: Mapping[str, object], earlier: str = "") -> DeclaredDepartment:
    """Return the office that decides a case with these answers; ``earlier`` is the code of that of the earlier case.

    Raises:
        NoDepartment: the question that names the office has no answer, or an unknown one; no earlier case is named.
    """
    if isinstance(decided_by, DeclaredDepartment):
        return decided_by
    if isinstance(decided_by, DepartmentOfEarlier):
        place, code = "", earlier
    else:
        place, code = _place_of(decided_by, answers), str(answers.get(decided_by.question))
    for department in decided_by.departments:
        if (department.governorate == place) if place else (department.code == code):
            return department
    raise NoDepartment(code)


def _place_of(decided_by: DepartmentByAnswer, answers: Mapping[str, object]) -> str:
    """Return the code of the governorate in which the address lies; empty where none is known."""
    address = answers.get(decided_by.address)
    return str(address.get(GOVERNORATE_PART) or "") if isinstance(address, Mapping) else ""
