"""The register of processing, drawn from the declarations: what is asked and held, from whom, why and how long."""

import importlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from iskan.apps.catalogue.queries import services
from iskan.core.catalogue import RegisterCheck, Service, Subjects
from iskan.core.evidence import Evidence
from iskan.core.forms import GroupQuestion, Question
from iskan.core.personal_data import DataKind, Held, Sensitivity
from iskan.core.text import Text
from iskan.integrations.discovery import register
from iskan.policy.personal_data import ASKED_AS, FILE, KEEPERS
from iskan.policy.retention import DRAFTS, HOUSEKEEPING, REFUSED_UPLOADS, REGISTER_ANSWERS, RULES

APPLICANT = Text(ar="مقدم الطلب", en="The applicant")
SYSTEM = Text(ar="ينشأ في النظام", en="Arises in the system")
_OF_NOBODY = frozenset({"auth", "contenttypes"})
_ABOUT = {
    Subjects.PERSON: APPLICANT,
    Subjects.APPLICANT: Text(ar="مقدم الطلب وأسرته", en="The applicant and their family"),
    Subjects.ADULTS: Text(ar="البالغون من الأسرة", en="The adults of the household"),
    Subjects.HOUSEHOLD: Text(ar="أفراد الأسرة", en="The whole household"),
}


class Part(StrEnum):
    """From where a line of the register of processing comes."""

    ASKED = "asked"
    EVIDENCE = "evidence"
    REGISTER = "register"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Processing:
    """One line: ``code`` names the declaration it was drawn from, ``about`` whose data it is.

    Without a ``ground`` no legal source was found; without rules in ``kept`` nothing is erased by itself.
    """

    part: Part
    service: Text | None
    code: str
    what: Text
    about: Text
    source: Text
    why: Text
    ground: Text | None
    cited_from: str
    kinds: tuple[DataKind, ...]
    receivers: tuple[Text, ...]
    kept: tuple[Text, ...]

    @property
    def sensitivity(self) -> Sensitivity:
        """Return the most that is said of any of its kinds."""
        said = {kind.sensitivity for kind in self.kinds}
        return next(each for each in (Sensitivity.YES, Sensitivity.MAY_BE, Sensitivity.NO) if each in said)


def processing() -> tuple[Processing, ...]:
    """Return every line: by service what is asked, attached and looked up, then what is held."""
    asked = (line for service in services() for line in _of_service(service))
    return (*asked, *(_held(held) for held in held_models() if held.personal))


def held_models() -> tuple[Held, ...]:
    """Return what every installed app declares of the tables it keeps."""
    return declared_in("personal_data", "HELD")


def undeclared_fields() -> tuple[str, ...]:
    """Return every field of a kept table that is declared neither personal nor not, or both, by its full name.

    Of the framework's own tables, those of permissions and kinds of content hold nothing of anybody.
    """
    held = {each.model: Counter((*each.personal, *each.plain)) for each in held_models()}
    tables = [model._meta for model in apps.get_models()]  # noqa: SLF001 -- documented, for all its underscore
    kept = {
        f"{table.label}.{field.name}": held.get(table.label, Counter())[field.name]
        for table in tables
        if table.app_label not in _OF_NOBODY
        for field in table.concrete_fields
    }
    return tuple(sorted(name for name, times in kept.items() if times != 1))


def declared_in(module: str, name: str) -> tuple[Any, ...]:
    """Return what every installed app declares under a name in a module of its own, if it has one."""
    found: list[Any] = []
    for config in apps.get_app_configs():
        if module_has_submodule(importlib.import_module(config.name), module):
            found += getattr(importlib.import_module(f"{config.name}.{module}"), name)
    return tuple(found)


def asked_questions(service: Service) -> Iterator[tuple[str, Question]]:
    """Yield every question of a service, those inside groups too, by its code within the service."""
    for question in service.questions():
        yield question.code, question
        if isinstance(question, GroupQuestion):
            yield from ((f"{question.code}.{part.code}", part) for part in question.questions)


def kind_of(code: str, question: Question) -> DataKind:
    """Return of which kind an answer is: as declared of the question, or else as its kind of question says."""
    return ASKED_AS.get(code, question.holds)


def _of_service(service: Service) -> Iterator[Processing]:
    for code, question in asked_questions(service):
        if not isinstance(question, GroupQuestion):
            yield _question(service, code, question)
    yield from (_evidence(service, evidence) for evidence in service.evidence)
    yield from (_check(service, check) for check in service.register_checks)


def _question(service: Service, code: str, question: Question) -> Processing:
    return Processing(
        part=Part.ASKED, service=service.name, code=f"{service.code}.{code}", what=question.label, about=APPLICANT,
        source=APPLICANT, why=service.name, ground=_ground(service), cited_from=_cited_from(service),
        kinds=(kind_of(code, question),), receivers=FILE, kept=(DRAFTS.what,),
    )  # fmt: skip


def _evidence(service: Service, evidence: Evidence) -> Processing:
    basis = evidence.legal_basis
    return Processing(
        part=Part.EVIDENCE, service=service.name, code=f"{service.code}.{evidence.code}", what=evidence.name,
        about=APPLICANT, source=APPLICANT, why=evidence.help, ground=basis.cited(),
        cited_from=f"{basis.source} ({basis.grade})", kinds=(DataKind.DOCUMENT,), receivers=FILE,
        kept=(DRAFTS.what, REFUSED_UPLOADS.what),
    )  # fmt: skip


def _check(service: Service, check: RegisterCheck) -> Processing:
    asked = register(check.register)
    return Processing(
        part=Part.REGISTER, service=service.name, code=f"{service.code}.{check.register}", what=asked.tells,
        about=_ABOUT[check.subjects],
        source=Text(ar=f"{asked.name.ar}، {asked.keeper.ar}", en=f"{asked.name.en}, {asked.keeper.en}"),
        why=check.purpose, ground=service.ground_of(check), cited_from=_cited_from(service), kinds=asked.holds,
        receivers=(*FILE, KEEPERS), kept=(REGISTER_ANSWERS.what,),
    )  # fmt: skip


def _held(held: Held) -> Processing:
    ground = held.purpose.ground
    return Processing(
        part=Part.HELD, service=None, code=held.model, what=held.what, about=SYSTEM, source=SYSTEM,
        why=held.purpose.words, ground=ground.cited() if ground else None,
        cited_from=f"{ground.source} ({ground.grade})" if ground else "", kinds=held.kinds, receivers=held.receivers,
        kept=tuple(RULES[code].what if code in RULES else HOUSEKEEPING[code] for code in held.kept),
    )  # fmt: skip


def _ground(service: Service) -> Text:
    cited = [basis.cited() for basis in service.legal_basis]
    return Text(ar="، ".join(text.ar for text in cited), en="; ".join(text.en for text in cited))


def _cited_from(service: Service) -> str:
    return ", ".join(dict.fromkeys(f"{basis.source} ({basis.grade})" for basis in service.legal_basis))
