"""Offices that decide cases, and how a service says which of them decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from iskan.core.text import Text


class DepartmentKind(StrEnum):
    """What an office belongs to."""

    MINISTRY = "ministry"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredDepartment:
    """An office whose officials decide cases; its ``letterhead`` and ``address`` stand on what it issues."""

    code: str
    kind: DepartmentKind = DepartmentKind.MINISTRY
    name: Text
    letterhead: Text | None = None
    address: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentByAnswer:
    """One of several offices, named by the answer to a question whose options are their codes."""

    question: str
    departments: tuple[DeclaredDepartment, ...]


@dataclass(frozen=True, slots=True)
class DepartmentGroup:
    """Offices of one kind among which an answer chooses."""

    departments: tuple[DeclaredDepartment, ...]

    def by(self, question: str) -> DepartmentByAnswer:
        """Return the choice among them that the answer to a question makes."""
        return DepartmentByAnswer(question=question, departments=self.departments)


class NoDepartment(LookupError):
    """The answers name no office that decides the case."""


def deciding_department(
    decided_by: DeclaredDepartment | DepartmentByAnswer, answers: Mapping[str, object]
) -> DeclaredDepartment:
    """Return the office that decides a case with these answers.

    Raises:
        NoDepartment: the question that names the office has no answer, or an unknown one.
    """
    if isinstance(decided_by, DeclaredDepartment):
        return decided_by
    code = answers.get(decided_by.question)
    for department in decided_by.departments:
        if department.code == code:
            return department
    raise NoDepartment(f"{decided_by.question}: {code}")
