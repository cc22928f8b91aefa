"""A filed case stays under the version it was filed under; a draft moves on with the service."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.factories.answers import IBAN
from tests.factories.cast import AT, TODAY, citizen
from tests.factories.journeys import fill_in

from iskan.apps.accounts.queries import scope_of
from iskan.apps.cases.operations.drafting import IncompleteApplication, start_case, submit_case
from iskan.apps.cases.queries.dossier import dossier_for
from iskan.apps.cases.queries.lists import cases_of
from iskan.apps.cases.queries.wizard import wizard_for
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.catalogue.declarations import digest_of, from_json, to_json
from iskan.apps.catalogue.operations import register_versions
from iskan.core.catalogue import Declaration, Service
from iskan.core.forms import Step, YesNoQuestion
from iskan.core.lifecycle import UnlawfulTransition
from iskan.core.text import Text
from iskan.foundation.reading import clear_process_caches
from iskan.foundation.scope import Scope
from iskan.policy import registry

CODE = "update_contact_details"
NEW_NAME = Text(ar="تحديث البيانات", en="Update details")
NEW_STEP = Step(
    code="agreement",
    title=Text(ar="الموافقة", en="Agreement"),
    questions=(YesNoQuestion(code="agrees", label=Text(ar="هل توافق؟", en="Do you agree?")),),
)
Declares = Callable[..., Service]


@pytest.fixture
def declares(monkeypatch: pytest.MonkeyPatch) -> Declares:
    """Declare a service again; the one in force gives way."""
    shipped = catalogue.declared()

    def declare(**changes: object) -> Service:
        changed = replace(shipped[CODE], **changes)  # type: ignore[arg-type]  # the test's own changes
        monkeypatch.setattr(catalogue, "declared", lambda: {**shipped, CODE: changed})
        return changed

    return declare


@pytest.fixture
def scope(db: None) -> Scope:  # noqa: ARG001 -- kept in the database
    return scope_of(citizen("900101001"), TODAY)


def _file(scope: Scope) -> str:
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    fill_in(scope, reference, {"iban": IBAN})
    return submit_case(scope=scope, reference=reference, declared=frozenset(), at=AT).reference


def test_a_filed_case_is_shown_as_it_was_filed(scope: Scope, declares: Declares) -> None:
    reference = _file(scope)
    declares(steps=(NEW_STEP,))
    register_versions(at=AT)
    kept = dossier_for(scope, reference, TODAY).service
    assert [step.code for step in kept.steps] == [step.code for step in registry.services()[CODE].steps]
    assert [line.service.steps for line in cases_of(scope)] == [kept.steps]


def test_corrected_words_reach_filed_cases_and_make_no_version(scope: Scope, declares: Declares) -> None:
    register_versions(at=AT)
    reference = _file(scope)
    stages = tuple(replace(s, name=NEW_NAME) for s in registry.services()[CODE].lifecycle.stages)
    declares(name=NEW_NAME, position=1, lifecycle=replace(registry.services()[CODE].lifecycle, stages=stages))
    assert register_versions(at=AT) == 0
    clear_process_caches()
    kept = dossier_for(scope, reference, TODAY).service
    assert kept.name == NEW_NAME
    assert {stage.name for stage in kept.lifecycle.stages} == {NEW_NAME}


def test_words_people_bound_themselves_by_stay_as_they_were(scope: Scope, declares: Declares) -> None:
    register_versions(at=AT)
    promised = Declaration(code="true", text=Text(ar="أقر بصحة ما ذكرت", en="What I stated is true"))
    declares(declarations=(promised,))
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    fill_in(scope, reference, {"iban": IBAN})
    submit_case(scope=scope, reference=reference, declared=frozenset({"true"}), at=AT)

    declares(name=NEW_NAME, declarations=(replace(promised, text=Text(ar="أقر بغير ذلك", en="Something else")),))
    assert register_versions(at=AT) == 1
    clear_process_caches()
    kept = dossier_for(scope, reference, TODAY).service
    assert (kept.name, kept.declarations) == (NEW_NAME, (promised,))


def test_a_draft_moves_on_with_the_service_and_is_filed_under_the_version_in_force(
    scope: Scope, declares: Declares
) -> None:
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    fill_in(scope, reference, {"iban": IBAN})
    steps = (*catalogue.service(CODE).steps, NEW_STEP)
    changed = declares(name=NEW_NAME, steps=steps)
    assert wizard_for(scope, reference).next_step == "agreement"
    with pytest.raises(IncompleteApplication):
        submit_case(scope=scope, reference=reference, declared=frozenset(), at=AT)
    fill_in(scope, reference, {"agrees": "yes"})
    case = submit_case(scope=scope, reference=reference, declared=frozenset(), at=AT)
    assert case.service_version.digest == digest_of(changed)
    assert case.application.answers["iban"] == IBAN


def test_a_draft_of_a_service_no_longer_offered_is_shown_and_not_filed(
    scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = start_case(scope=scope, service_code=CODE, at=AT).reference
    monkeypatch.setattr(catalogue, "declared", dict)
    assert wizard_for(scope, reference).service.code == CODE
    with pytest.raises(UnlawfulTransition):
        submit_case(scope=scope, reference=reference, declared=frozenset(), at=AT)


def test_a_version_is_kept_once(scope: Scope, declares: Declares) -> None:  # noqa: ARG001 -- the database
    register_versions(at=AT)
    assert register_versions(at=AT) == 0
    declares(steps=(NEW_STEP,))
    assert register_versions(at=AT) == 1
    assert register_versions(at=AT) == 0


def test_every_service_is_kept_and_read_back_whole() -> None:
    for service in catalogue.services():
        assert from_json(json.loads(json.dumps(to_json(service)))) == service
