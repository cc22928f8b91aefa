"""What a declaration names and does not declare is found, each kind of it."""

from dataclasses import replace
from typing import Any

import pytest

from iskan.core.catalogue import (
    About,
    AnswerLine,
    Audience,
    Declaration,
    DeclaredDocument,
    DocumentLine,
    RegisterCheck,
    Subject,
    SubjectKind,
    Subjects,
)
from iskan.core.charges import ChargeKind, DeclaredPayout, Fee, PaidOut
from iskan.core.consents import Consent, ConsentParty
from iskan.core.consistency import declaration_faults
from iskan.core.dated import Dated
from iskan.core.effects import FallDue, Issue, PayOut
from iskan.core.forms import ChoiceQuestion, EarlierCaseQuestion, Option, Step, TextQuestion
from iskan.core.lifecycle import CaseOutcome, Clock, Lifecycle, Need, Notice, Party, Stage, Transition
from iskan.core.money import Money
from iskan.core.offices import DeclaredDepartment, DepartmentGroup, DepartmentOfEarlier
from iskan.core.text import Text
from iskan.policy import registry
from iskan.policy.parameters.nomination import OFFER_DAYS

WORDS = Text(ar="كلام", en="words")
SERVICE = registry.services()["update_contact_details"]
OFFICES = DepartmentGroup((DeclaredDepartment(code="north", name=WORDS), DeclaredDepartment(code="south", name=WORDS)))
WHERE = Step(
    code="where",
    title=WORDS,
    questions=(ChoiceQuestion(code="office", label=WORDS, options=(Option("north", WORDS), Option("south", WORDS))),),
)
ENDED = Stage(code="ended", name=WORDS, next_step=WORDS, clock=Clock.STOPPED, outcome=CaseOutcome.GRANTED)
MOVE = Transition(code="end", label=WORDS, sources=("ended",), target="ended", by=(Party.SYSTEM,))


def life(*stages: Stage, **changes: Any) -> Lifecycle:
    return Lifecycle(code="life", stages=stages or (ENDED,), transitions=(replace(MOVE, **changes),))


def letter(words: str) -> Notice:
    return Notice(subject=WORDS, body=Text(ar=words, en=words))


def paper(source: AnswerLine) -> DeclaredDocument:
    return DeclaredDocument(code="paper", name=WORDS, lines=(DocumentLine(label=WORDS, source=source),))


def check(declaration: str) -> RegisterCheck:
    return RegisterCheck(register="p", subjects=Subjects.HOUSEHOLD, purpose=WORDS, declaration=declaration)


ONE_PRICE = "its fee is priced by one figure or by an answer, not by both or none"
DEPOSIT_DUE = FallDue(charges=ChargeKind.DEPOSIT)
FIGURE: Dated[Money] = Dated(code="fee", label=WORDS, is_money=True, versions=())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"fee": Fee(figure=FIGURE)}, "its fee never falls due"),
        ({"fee": Fee(figure=FIGURE)}, "it charges something, and no move waits for it"),
        (
            {"lifecycle": life(effects=(DEPOSIT_DUE,))},
            "its deposit falls due and has no amount",
        ),
        ({"lifecycle": life(needs=(Need.PAID,))}, "a move waits for a payment, and nothing is charged"),
        ({"fee": Fee()}, ONE_PRICE),
        (
            {"fee": Fee(figure=FIGURE, by="office")},
            ONE_PRICE,
        ),
        ({"fee": Fee(by="office", figures=(("north", FIGURE),))}, "its fee does not price what 'office' offers"),
        ({"payout": DeclaredPayout(figure=FIGURE)}, "its payout is never made"),
        ({"payout": DeclaredPayout()}, "its payout is priced by one figure or by an answer, not by both or none"),
        ({"lifecycle": life(effects=(PayOut(pays=PaidOut.DECLARED),))}, "its payout is made and has no amount"),
        (
            {"lifecycle": life(effects=(PayOut(pays=PaidOut.OWN_DEPOSIT),))},
            "it returns its own deposit, and takes none",
        ),
        (
            {"lifecycle": life(effects=(PayOut(pays=PaidOut.DEPOSIT),))},
            "it returns the deposit of an earlier case, and is about none",
        ),
        ({"fee": Fee(by="missing", figures=(("north", FIGURE),))}, "its fee does not price what 'missing' offers"),
        ({"fee": Fee(figure=FIGURE, per="office")}, "its fee is priced by 'office', which is no number asked for"),
    ],
)
def test_what_is_charged_falls_due_is_waited_for_and_has_its_price(changes: dict[str, Any], fault: str) -> None:
    assert fault in declaration_faults(replace(SERVICE, **{"steps": (WHERE,), **changes}))


def test_a_service_that_is_paid_for_agrees_with_itself() -> None:
    charging = life(effects=(FallDue(charges=ChargeKind.FEE),), needs=(Need.PAID,))
    fee = Fee(by="office", figures=(("north", FIGURE), ("south", FIGURE)))
    faults = declaration_faults(replace(SERVICE, steps=(WHERE,), fee=fee, lifecycle=charging))
    assert not [fault for fault in faults if "fee" in fault or "charge" in fault or "pa" in fault.split()]


@pytest.mark.parametrize("service", registry.services().values(), ids=lambda service: service.code)
def test_every_declared_service_agrees_with_itself(service: Any) -> None:
    assert declaration_faults(service) == ()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"steps": (*SERVICE.steps, SERVICE.steps[0])}, "the step 'contact' is declared 2 times"),
        (
            {"steps": (Step(code="a", title=WORDS, questions=(TextQuestion(code="q", label=WORDS),) * 2),)},
            "question 'q'",
        ),
        ({"audiences": ()}, "it is for nobody"),
        ({"audiences": (Audience.CITIZEN,) * 2}, "the audience <Audience.CITIZEN: 'citizen'> is declared 2 times"),
        ({"programme_question": "wish"}, "programme_question names the question 'wish'"),
        ({"decided_by": OFFICES.by("office")}, "decided_by names the question 'office'"),
        ({"decided_by": OFFICES.by("iban", "home")}, "decided_by names the question 'home'"),
        ({"subject": Subject(kind=SubjectKind.HOME, questions=("home",))}, "subject names the question 'home'"),
        ({"consents": (Consent(code="owner", of=ConsentParty.NAMED, terms=WORDS),)}, "the consent 'owner' names"),
        (
            {"consents": (Consent(code="owner", of=ConsentParty.NAMED, question="iban", terms=WORDS),)},
            "which is no personal number",
        ),
        (
            {"documents": (DeclaredDocument(code="paper", name=WORDS, valid_from="unasked"),)},
            "the first day of the document 'paper' names the question 'unasked'",
        ),
        ({"register_checks": (check("unsaid"),)}, "waits for 'unsaid', which is not declared"),
        (
            {"register_checks": (check("said"),), "declarations": (Declaration(code="said", text=WORDS),)},
            "waits for adults to declare 'said', unasked",
        ),
        ({"documents": (paper(AnswerLine("unasked")),)}, "the document 'paper' names the question 'unasked'"),
        ({"documents": (paper(AnswerLine("iban")),) * 2}, "the document 'paper' is declared 2 times"),
        ({"lifecycle": life(target="nowhere")}, "names the stage 'nowhere'"),
        ({"lifecycle": life(ENDED, ENDED)}, "the stage 'ended' is declared 2 times"),
        ({"lifecycle": life(replace(ENDED, clock=Clock.RUNNING))}, "leaves its clock running"),
        ({"lifecycle": life(effects=(Issue(document="deed"),))}, "issues 'deed'"),
        ({"lifecycle": life(notice=letter("{amount}"))}, "has a place for 'amount'"),
        ({"lifecycle": life(notice=letter("{reason}"))}, "repeats a reason it does not ask for"),
        ({"lifecycle": life(asks=(TextQuestion(code="q", label=WORDS),))}, "asks the system"),
        ({"lifecycle": life(by=(Party.REVIEWER,), after=OFFER_DAYS)}, "only the system"),
        ({"lifecycle": life(four_eyes=True)}, "no move recommends"),
        ({"lifecycle": life()}, "no move files it"),
        ({"lifecycle": life(replace(ENDED, outcome=None, clock=Clock.RUNNING), sources=())}, "is left by no move"),
    ],
)
def test_what_is_named_and_not_declared_is_told(changes: dict[str, Any], named: str) -> None:
    faults = declaration_faults(replace(SERVICE, **changes))
    assert [fault for fault in faults if named in fault], faults


EARLIER = EarlierCaseQuestion(code="earlier", label=WORDS, none_fits=WORDS)
FIRST = Step(code="first", title=WORDS, questions=(EARLIER,))
ABOUT = About(outcomes=(CaseOutcome.REFUSED,))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"steps": SERVICE.steps}, "0 questions name an earlier case, where cases are about one"),
        ({"about": None}, "1 questions name an earlier case, where cases are not about one"),
        ({"steps": (*SERVICE.steps, FIRST)}, "is not asked of everybody on its first step"),
        ({"steps": (replace(FIRST, questions=(replace(EARLIER, required=False),)),)}, "must be answered where"),
        ({"about": replace(ABOUT, is_optional=True)}, "must be answered where"),
        ({"subject": Subject(kind=SubjectKind.HOME, questions=("iban",))}, "names another subject as well"),
        ({"about": About(outcomes=())}, "that ended in no way"),
        ({"about": replace(ABOUT, decided_by_others=True)}, "and no official does"),
    ],
)
def test_what_does_not_hold_of_an_earlier_case_is_told(changes: dict[str, Any], named: str) -> None:
    sound = replace(SERVICE, steps=(FIRST, *SERVICE.steps), about=ABOUT)
    assert declaration_faults(sound) == ()
    faults = declaration_faults(replace(sound, **changes))
    assert [fault for fault in faults if named in fault], faults


def test_the_options_that_choose_an_office_are_the_offices() -> None:
    chosen = replace(SERVICE, steps=(*SERVICE.steps, WHERE), decided_by=OFFICES.by("office"))
    assert declaration_faults(chosen) == ()
    fewer = DepartmentGroup(OFFICES.departments[:1])
    assert declaration_faults(replace(SERVICE, decided_by=DepartmentOfEarlier(departments=OFFICES.departments))) == (
        "the office of the earlier case decides it, and it is about none",
    )
    assert declaration_faults(replace(chosen, decided_by=fewer.by("office"))) == (
        "the options of 'office' are not the departments that may decide: ['south']",
    )
