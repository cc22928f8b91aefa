"""Whether a service's declaration agrees with itself: what it names, it declares."""

from collections import Counter
from collections.abc import Iterable, Iterator
from string import Formatter

from iskan.core.catalogue import AnswerLine, Service, Subjects
from iskan.core.charges import PaidOut, Priced
from iskan.core.consents import ConsentParty
from iskan.core.effects import EndReferral, FallDue, Issue, OrderInspection, PayOut, SendTo
from iskan.core.forms import ChoiceQuestion, CprQuestion, DecimalQuestion, EarlierCaseQuestion, NumberQuestion, Question
from iskan.core.inspections import InspectionPoint, inspection_faults
from iskan.core.lifecycle import RECOMMENDATIONS, Act, Clock, Need, Notice, Party, Transition
from iskan.core.offices import DepartmentByAnswer, DepartmentOfEarlier
from iskan.core.partners import partner_faults

_APPLICANT_ALONE = frozenset({Subjects.PERSON, Subjects.APPLICANT})
NOTICE_WORDS = frozenset({"reference", "service", "name", "reason"})


def declaration_faults(service: Service) -> tuple[str, ...]:
    """Return in words what a declaration names and does not declare; nothing where it agrees with itself."""
    return (
        *_question_faults(service),
        *_about_faults(service),
        *_lifecycle_faults(service),
        *_document_faults(service),
        *_partner_faults(service),
        *_charge_faults(service),
        *_inspection_faults(service),
        *_payout_faults(service),
    )


def _question_faults(service: Service) -> Iterator[str]:
    questions = {question.code: question for question in service.questions()}
    if not service.audiences:
        yield "it is for nobody"
    yield from _twice("audience", service.audiences)
    yield from _twice("step", (step.code for step in service.steps))
    yield from _twice("question", (question.code for question in service.questions()))
    for purpose, code in _questions_named(service):
        if code not in questions:
            yield f"{purpose} names the question {code!r}, which no step asks"
    for consent in service.consents:
        named = questions.get(consent.question or "")
        if consent.of is ConsentParty.NAMED and named is not None and not isinstance(named, CprQuestion):
            yield f"the consent {consent.code!r} is asked of {consent.question!r}, which is no personal number"
    yield from _decider_faults(service, questions.get(getattr(service.decided_by, "question", "")))


def _questions_named(service: Service) -> Iterator[tuple[str, str]]:
    if service.programme_question:
        yield "programme_question", service.programme_question
    if isinstance(service.decided_by, DepartmentByAnswer):
        yield "decided_by", service.decided_by.question
        if service.decided_by.address:
            yield "decided_by", service.decided_by.address
    for code in service.subject.questions if service.subject else ():
        yield "subject", code
    for consent in service.consents:
        if consent.of is ConsentParty.NAMED:
            yield f"the consent {consent.code!r}", consent.question or ""
    yield from _questions_printed(service)


def _questions_printed(service: Service) -> Iterator[tuple[str, str]]:
    for document in service.documents:
        if document.valid_from is not None:
            yield f"the first day of the document {document.code!r}", document.valid_from
        for line in document.lines:
            if isinstance(line.source, AnswerLine):
                yield f"the document {document.code!r}", line.source.question


def _decider_faults(service: Service, question: Question | None) -> Iterator[str]:
    if isinstance(service.decided_by, DepartmentOfEarlier) and service.about is None:
        yield "the office of the earlier case decides it, and it is about none"
    if not isinstance(service.decided_by, DepartmentByAnswer) or question is None:
        return
    offices = {department.code for department in service.decided_by.departments}
    offered = {option.code for option in question.options} if isinstance(question, ChoiceQuestion) else set()
    if offered != offices:
        yield f"the options of {question.code!r} are not the departments that may decide: {sorted(offered ^ offices)}"


def _about_faults(service: Service) -> Iterator[str]:
    about, first = service.about, service.steps[0].questions if service.steps else ()
    asking = [question for question in service.questions() if isinstance(question, EarlierCaseQuestion)]
    if len(asking) != (about is not None):
        yield f"{len(asking)} questions name an earlier case, where cases are {'' if about else 'not '}about one"
    if about is None or len(asking) != 1:
        return
    if asking[0] not in first or asking[0].shown_when is not None:
        yield "which earlier case it is about is not asked of everybody on its first step"
    if asking[0].required is about.is_optional:
        yield "which earlier case it is about must be answered where it must be about one, and nowhere else"
    if service.subject is not None and not about.is_optional:
        yield "it is about an earlier case and names another subject as well"
    if not about.outcomes:
        yield "it is about an earlier case that ended in no way"
    if about.decided_by_others and service.lifecycle.is_automatic:
        yield "others than those who decided the earlier case shall decide it, and no official does"


def _lifecycle_faults(service: Service) -> Iterator[str]:
    stages = {stage.code for stage in service.lifecycle.stages}
    yield from _twice("stage", (stage.code for stage in service.lifecycle.stages))
    for stage in service.lifecycle.stages:
        if stage.closed and stage.clock is not Clock.STOPPED:
            yield f"the stage {stage.code!r} ends the case and leaves its clock running"
        if not stage.closed and not service.lifecycle.leaving(stage.code):
            yield f"the stage {stage.code!r} is left by no move and has no outcome"
    if not any(move.act is Act.SUBMIT for move in service.lifecycle.leaving(service.lifecycle.initial.code)):
        yield "no move files it from its first stage"
    for transition in service.lifecycle.transitions:
        for code in {*transition.sources, transition.target} - stages:
            yield f"the move {transition.code!r} names the stage {code!r}, which is not declared"
        yield from _transition_faults(service, transition)


def _transition_faults(service: Service, transition: Transition) -> Iterator[str]:
    known = {document.code for document in service.documents}
    for effect in transition.effects:
        if isinstance(effect, Issue) and effect.document not in known:
            yield f"the move {transition.code!r} issues {effect.document!r}, which the service does not declare"
    yield from _mover_faults(service, transition)
    if transition.notice is not None:
        if "reason" in _words_named(transition.notice) and not transition.asks_reason:
            yield f"the letter of {transition.code!r} repeats a reason it does not ask for"
        for word in sorted(_words_named(transition.notice) - NOTICE_WORDS):
            yield f"the letter of {transition.code!r} has a place for {word!r}, which nothing fills"


def _mover_faults(service: Service, transition: Transition) -> Iterator[str]:
    by_system = Party.SYSTEM in transition.by
    if by_system and (transition.asks or transition.asks_reason):
        yield f"the move {transition.code!r} asks the system, which answers nothing"
    if transition.after is not None and transition.by != (Party.SYSTEM,):
        yield f"the move {transition.code!r} has a day, and only the system makes such moves"
    if transition.four_eyes and not any(move.act in RECOMMENDATIONS for move in service.lifecycle.transitions):
        yield f"the move {transition.code!r} awaits a second official, and no move recommends"


def _partner_faults(service: Service) -> Iterator[str]:
    yield from _twice("partner", (partner.code for partner in service.partners))
    questions = {question.code: question for question in service.questions()}
    known = {partner.code for partner in service.partners}
    for partner in service.partners:
        yield from partner_faults(partner, questions)
        moves = {move.code for move in service.lifecycle.transitions if Party.PARTNER in move.by}
        for answer in partner.answers:
            if answer.code not in moves:
                yield f"the answer {answer.code!r} of {partner.code!r} is no move of a partner's"
    for transition in service.lifecycle.transitions:
        for effect in transition.effects:
            named = effect.partner if isinstance(effect, SendTo) else getattr(effect, "of_partner", None)
            if isinstance(effect, SendTo | EndReferral) and named not in known:
                yield f"the move {transition.code!r} names the partner {named!r}, which is not declared"


def _words_named(notice: Notice) -> set[str]:
    texts = (notice.subject.ar, notice.subject.en, notice.body.ar, notice.body.en)
    return {place[1] for text in texts for place in Formatter().parse(text) if place[1] is not None}


def _document_faults(service: Service) -> Iterator[str]:
    yield from _twice("document", (document.code for document in service.documents))
    yield from _twice("evidence", (evidence.code for evidence in service.evidence))
    declared = {declaration.code for declaration in service.declarations}
    alone = {declaration.code for declaration in service.declarations if not declaration.each_adult}
    yield from _twice("consent or declaration", _codes_agreed_to(service))
    for check in service.register_checks:
        if check.declaration in alone and check.subjects not in _APPLICANT_ALONE:
            yield f"the check of {check.register!r} waits for adults to declare {check.declaration!r}, unasked"
        if check.declaration and check.declaration not in declared:
            yield f"the check of {check.register!r} waits for {check.declaration!r}, which is not declared"


def _charge_faults(service: Service) -> Iterator[str]:
    moves = service.lifecycle.transitions
    raised = {effect.charges for move in moves for effect in move.effects if isinstance(effect, FallDue)}
    for kind in sorted(raised ^ service.charged.keys()):
        yield f"its {kind.value} {'falls due and has no amount' if kind in raised else 'never falls due'}"
    waits = any(Need.PAID in move.needs for move in moves)
    if service.charged and not waits:
        yield "it charges something, and no move waits for it"
    if waits and not service.charged:
        yield "a move waits for a payment, and nothing is charged"
    for kind, priced in service.charged.items():
        yield from _price_faults(service, kind.value, priced)


def _payout_faults(service: Service) -> Iterator[str]:
    effects = (effect for move in service.lifecycle.transitions for effect in move.effects)
    paid = {effect.pays for effect in effects if isinstance(effect, PayOut)}
    pays = PaidOut.DECLARED in paid
    if pays != (service.payout is not None):
        yield f"its payout {'is made and has no amount' if pays else 'is never made'}"
    if service.payout is not None:
        yield from _price_faults(service, "payout", service.payout)
    if PaidOut.DEPOSIT in paid and service.about is None:
        yield "it returns the deposit of an earlier case, and is about none"
    if PaidOut.OWN_DEPOSIT in paid and service.deposit is None:
        yield "it returns its own deposit, and takes none"


def _price_faults(service: Service, what: str, priced: Priced) -> Iterator[str]:
    questions = {question.code: question for question in service.questions()}
    asked = questions.get(priced.by or "")
    offered = {option.code for option in asked.options} if isinstance(asked, ChoiceQuestion) else set()
    if (priced.figure is None) == (priced.by is None):
        yield f"its {what} is priced by one figure or by an answer, not by both or none"
    if priced.by is not None and offered != {answer for answer, _figure in priced.figures}:
        yield f"its {what} does not price what {priced.by!r} offers"
    if priced.per is not None and not isinstance(questions.get(priced.per), NumberQuestion | DecimalQuestion):
        yield f"its {what} is priced by {priced.per!r}, which is no number asked for"


def _inspection_faults(service: Service) -> Iterator[str]:
    yield from _twice("inspection", (inspection.code for inspection in service.inspections))
    questions = {question.code: question for question in service.questions()}
    moves = service.lifecycle.transitions
    ordered = {effect.inspection for move in moves for effect in move.effects if isinstance(effect, OrderInspection)}
    for inspection in service.inspections:
        yield from inspection_faults(inspection, questions)
    for code in sorted(ordered ^ {inspection.code for inspection in service.inspections}):
        yield f"the inspection {code!r} is {'ordered and not declared' if code in ordered else 'never ordered'}"
    before = any(one.when is InspectionPoint.BEFORE_DECISION for one in service.inspections)
    if before != any(Need.INSPECTED in move.needs for move in moves):
        yield "it is inspected before the decision and no move waits for that, or the other way round"


def _codes_agreed_to(service: Service) -> Iterator[str]:
    yield from (declaration.code for declaration in service.declarations)
    yield from (consent.code for consent in service.consents)


def _twice(what: str, codes: Iterable[str]) -> Iterator[str]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield f"the {what} {code!r} is declared {count} times"
