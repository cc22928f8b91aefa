"""The check page: every answer and document once more, what is still missing, and the declarations to accept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from iskan.apps.cases.operations.consenting import ConsentMissing
from iskan.apps.cases.operations.drafting import DeclarationMissing, IncompleteApplication
from iskan.apps.cases.operations.moves import StaleEdit
from iskan.apps.cases.queries.assurance import may_file
from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.wizard import DOCUMENTS, StepState, Wizard
from iskan.apps.cases.rules import declarations_of
from iskan.apps.documents.erased import erased_text
from iskan.core.answers import REQUIRED
from iskan.core.text import Text
from iskan.surfaces.ui.addresses import url
from iskan.surfaces.ui.fields import AnswerView, answers_of
from iskan.surfaces.ui.formatting import t
from iskan.surfaces.wizard.presenters.application import for_whom, labels_of
from iskan.surfaces.wizard.presenters.consents import ConsentsView, consents_view
from iskan.surfaces.wizard.presenters.known import KnownView, known_views
from iskan.surfaces.wizard.surface import WizardSurface

BACK_TO_CHECK = "?back=check"
_STALE = Text(
    ar="تغيّرت إجابة بعد فتح هذه الصفحة، فلم يُقدَّم الطلب. ترجى مراجعة الإجابات ثم تقديمه.",
    en="An answer has changed since you opened this page, so nothing was submitted. Look at the answers, then submit.",
)
Lacking = IncompleteApplication | DeclarationMissing | ConsentMissing | StaleEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The answers of one step, read back, with the way to change them."""

    title: str
    change_url: str
    answers: tuple[AnswerView, ...]
    known: tuple[KnownView, ...]
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSection:
    """The documents given as one kind of evidence: the name and the address of each."""

    name: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Everything once more before it is sent, or as it was sent."""

    reference: str
    service: str
    for_whom: str
    labels: tuple[str, ...]
    sections: tuple[Section, ...]
    documents: tuple[DocumentSection, ...]
    documents_url: str
    declarations: tuple[dict[str, Any], ...]
    consents: ConsentsView | None
    missing: tuple[tuple[str, str], ...]
    errors: tuple[tuple[str, str], ...]
    back_url: str
    discard_url: str
    version: int
    stale: str
    needs_stronger: bool


def check_page(
    wizard: Wizard,
    dossier: Dossier,
    surface: WizardSurface,
    lacking: Lacking | None = None,
    declared: frozenset[str] = frozenset(),
) -> CheckPage:
    """Return the check page; what a refused submission lacked is told on it."""
    reference = wizard.case.reference
    documents_url = surface.url("documents", reference)
    undeclared = lacking.missing if isinstance(lacking, DeclarationMissing) else ()
    return CheckPage(
        reference=reference,
        service=t(wizard.service.name),
        for_whom=for_whom(wizard, dossier.scope.user_id),
        labels=labels_of(wizard),
        sections=tuple(_section(wizard, dossier, surface, state) for state in wizard.steps),
        documents=tuple(
            DocumentSection(
                name=t(state.evidence.name),
                files=tuple(_file(item.document) for item in state.items),
            )
            for state in wizard.evidence
        ),
        documents_url=documents_url,
        declarations=_declarations(wizard, dossier, declared, undeclared),
        consents=consents_view(wizard, dossier.today),
        missing=_missing(wizard, surface, lacking) if isinstance(lacking, IncompleteApplication) else (),
        errors=tuple((f"declared-{code}", t(DeclarationMissing.text)) for code in undeclared),
        version=wizard.version,
        stale=_stale(lacking),
        needs_stronger=not may_file(dossier.scope, wizard.case),
        back_url=documents_url
        if wizard.service.evidence
        else surface.url("step", reference, wizard.steps[-1].step.code),
        discard_url=surface.url("discard", reference),
    )


def _stale(lacking: Lacking | None) -> str:
    if isinstance(lacking, ConsentMissing):
        return t(lacking.text)
    return t(_STALE) if isinstance(lacking, StaleEdit) else ""


def _file(document: Any) -> tuple[str, str]:
    """Return a file's name and where it opens; one that was erased says so, and opens nowhere."""
    if erased := erased_text(document):
        return t(erased), ""
    return document.original_name, url("document", document.pk)


def _section(wizard: Wizard, dossier: Dossier, surface: WizardSurface, state: StepState) -> Section:
    step = state.step
    return Section(
        title=t(step.title),
        change_url=surface.url("step", wizard.case.reference, step.code) + BACK_TO_CHECK,
        answers=answers_of(step.questions, dict(wizard.answers), wizard.facts),
        known=known_views(dossier, step.shows, wizard.objections, {}) if step.shows else (),
        is_done=state.done,
    )


def _declarations(
    wizard: Wizard, dossier: Dossier, declared: frozenset[str], undeclared: tuple[str, ...]
) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "code": declaration.code,
            "text": t(declaration.text),
            "each_adult": declaration.each_adult,
            "checked": declaration.code in declared,
            "error": t(REQUIRED) if declaration.code in undeclared else "",
        }
        for declaration in declarations_of(dossier.scope, wizard.case, wizard.service)
    )


def _missing(wizard: Wizard, surface: WizardSurface, lacking: IncompleteApplication) -> tuple[tuple[str, str], ...]:
    """Return what keeps the application from being filed: the address of each page, and its name."""
    reference = wizard.case.reference
    pages: Mapping[str, str] = {state.step.code: t(state.step.title) for state in wizard.steps}
    steps = tuple(
        (surface.url("step", reference, code) + BACK_TO_CHECK, pages[code]) for code in lacking.steps if code in pages
    )
    documents = tuple(
        (surface.url("documents", reference), t(fault)) for fault in lacking.steps.get(DOCUMENTS, {}).values()
    )
    return (*steps, *documents)
