"""Every service, in both languages, by its file alone: filed, asked, answered, withdrawn, decided, refused, printed."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override
from tests.contract.desks import desk_of, endings_of, follow, lead_to, make
from tests.contract.forms import form_to
from tests.contract.pages import shows
from tests.contract.walking import WORDS, Walk

from iskan.apps.cases.enums import EventKind
from iskan.apps.cases.models import Case, CaseEvent
from iskan.apps.cases.operations.moves import notice_words
from iskan.apps.cases.queries.promises import promised_days
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.documents.operations import draw_document
from iskan.apps.documents.press.codes import shown_code
from iskan.apps.notifications.models import Message
from iskan.core.effects import Issue
from iskan.core.lifecycle import Act, CaseOutcome, Transition
from iskan.foundation import clock
from iskan.foundation.scope import Role
from iskan.policy import registry
from iskan.surfaces.ui.formatting import date_with_hijri

pytestmark = pytest.mark.django_db
LANGUAGES = ("ar", "en")
WALKS = [(code, language) for code in registry.services() for language in LANGUAGES]
ENDINGS = [(walk, outcome) for walk in WALKS for outcome in endings_of(registry.services()[walk[0]].lifecycle)]
ASKING = [
    walk for walk in WALKS if any(m.act is Act.REQUEST for m in registry.services()[walk[0]].lifecycle.transitions)
]
every_walk = pytest.mark.parametrize("walk", WALKS, indirect=True, ids="-".join)


def made_in(walk: Walk) -> Iterator[tuple[Transition, CaseEvent]]:
    """Yield the moves the case's trail tells of, in their order."""
    for event in walk.case.events.filter(kind=EventKind.TRANSITION).order_by("pk"):
        yield walk.service.lifecycle.transition(event.code, event.source), event


def issued_by(moves: list[Transition]) -> list[str]:
    return [effect.document for move in moves for effect in move.effects if isinstance(effect, Issue)]


@every_walk
def test_it_is_filed_with_the_office_and_the_promise_it_declares(walk: Walk) -> None:
    case, today = walk.case, clock.today()
    assert case.filed_at is not None
    assert not case.register_runs.filter(answered_at=None).exists()
    assert {run.register for run in case.register_runs.all()} == {c.register for c in walk.service.register_checks}
    days = promised_days(walk.service, today)
    stage = walk.service.lifecycle.stage(case.stage)
    assert (case.due_on is not None) == (days is not None)
    page = walk.visitor.read("portal:case", case.reference)
    assert shows(page, walk.visitor.say(stage.name), case.reference)
    if case.due_on is not None:
        with override(walk.visitor.language):
            assert shows(page, str(date_with_hijri(case.due_on)))


@every_walk
def test_its_pages_are_drawn_for_both_sides(walk: Walk) -> None:
    name, reference = walk.visitor.say(walk.service.name), walk.reference
    for address in ("portal:application", "portal:filed"):
        assert shows(walk.visitor.read(address, reference), reference)
    assert shows(walk.visitor.read("portal:my_cases"), reference, name)
    desk = desk_of(walk, Role.REVIEWER)
    assert shows(desk.read("backoffice:case", reference), reference, name)
    listed = desk.open(f"{desk.address('backoffice:worklist')}?tab=all&service={walk.service.code}")
    assert (reference in listed) == (walk.case.closed_at is None)


@every_walk
def test_a_draft_of_it_is_discarded(walk: Walk) -> None:
    Case.objects.filter(pk=walk.case.pk).update(closed_at=clock.now())
    walk.begin()
    draft = walk.case
    address = walk.visitor.address("portal:discard", draft.reference)
    arrived, _page = walk.visitor.send(address, form_to(walk.visitor.open(address)).values)
    assert arrived == walk.visitor.address("portal:my_cases")
    draft.refresh_from_db()
    assert walk.service.lifecycle.stage(draft.stage).outcome is CaseOutcome.WITHDRAWN
    assert draft.filed_at is None


@pytest.mark.parametrize("walk", ASKING, indirect=True, ids="-".join)
def test_the_applicant_answers_what_is_asked(walk: Walk) -> None:
    asking = next(move for move in walk.service.lifecycle.transitions if move.act is Act.REQUEST)
    follow(walk, lambda stage: stage.code in asking.sources)
    make(walk, asking)
    assert shows(walk.visitor.read("portal:case", walk.reference), WORDS)
    answering = walk.service.lifecycle.move_that(Act.ANSWER, walk.case.stage)
    make(walk, answering)
    assert walk.case.stage == answering.target
    assert walk.case.requests.get().answer == WORDS
    assert shows(desk_of(walk, Role.REVIEWER).read("backoffice:case", walk.reference), WORDS)


@pytest.mark.parametrize(
    ("walk", "outcome"), ENDINGS, indirect=["walk"], ids=[f"{'-'.join(walk)}-{end}" for walk, end in ENDINGS]
)
def test_it_ends_as_it_declares(walk: Walk, outcome: CaseOutcome) -> None:
    lead_to(walk, outcome)
    case, service = walk.case, walk.service
    moves = [move for move, _event in made_in(walk)]
    assert service.lifecycle.stage(case.stage).outcome is outcome
    assert case.closed_at is not None
    decided = [outcome for move in moves if (outcome := service.lifecycle.decides(move))]
    assert [d.outcome for d in case.decisions.all()] == _DECIDED.get(decided[-1] if decided else None, [])
    _is_told(walk)
    _holds(walk, issued_by(moves))
    say, stage = walk.visitor.say, service.lifecycle.stage(case.stage)
    assert shows(walk.visitor.read("portal:case", case.reference), say(stage.name), say(stage.next_step))
    assert shows(desk_of(walk, Role.REVIEWER).read("backoffice:case", case.reference), say(stage.name))


_DECIDED: dict[CaseOutcome | None, list[str]] = {
    CaseOutcome.GRANTED: ["approved"],
    CaseOutcome.REFUSED: ["refused"],
}


def _is_told(walk: Walk) -> None:
    """Hold the citizen's messages to the notices of the moves made, and open each in the inbox."""
    case, say, inbox = walk.case, walk.visitor.say, walk.visitor.read("portal:messages")
    for move, event in made_in(walk):
        told = Message.objects.filter(user=walk.applicant, event=f"case:{case.reference}:{event.pk}").first()
        assert (told is not None) == (move.notice is not None), move.code
        if told is not None and move.notice is not None:
            words = notice_words(case, walk.service, event.reason)
            subject, body = move.notice.subject.format(**words), move.notice.body.format(**words)
            assert shows(inbox, say(subject))
            assert shows(walk.visitor.read("portal:message", told.pk), say(subject), say(body))


def _holds(walk: Walk, codes: list[str]) -> None:
    """Draw what was issued; it prints, its holder opens it, and whoever is handed it checks it."""
    issued = IssuedDocument.objects.filter(case_reference=walk.reference).exclude(template="receipt").order_by("pk")
    assert [document.code for document in issued] == codes
    for document in issued:
        draw_document(issued_id=document.pk, at=clock.now())
        name = walk.visitor.say(walk.service.document(document.code).name)
        assert shows(walk.visitor.read("portal:case", walk.reference), name)
        printed = walk.visitor.browser.get(walk.visitor.address("issued-document", document.token))
        assert b"".join(printed.streaming_content).startswith(b"%PDF-")
        assert shows(walk.visitor.read("verify", document.token), name, shown_code(document.token))
