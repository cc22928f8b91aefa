"""What the services of municipalities have in common, so that the file of each states only what is its own."""

from iskan.core.catalogue import (
    About,
    AnswerLine,
    Audience,
    Channel,
    DeclaredDocument,
    DocumentLine,
    RegisterCheck,
    Service,
    Subject,
    SubjectKind,
)
from iskan.core.charges import Deposit, Fee
from iskan.core.dated import Dated, LegalBasis
from iskan.core.effects import Effect, Issue
from iskan.core.eligibility import Criterion
from iskan.core.evidence import Evidence
from iskan.core.forms import Step
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.instruments import MUNICIPAL_SERVICE_PAGE, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.questions import declarations
from iskan.policy.questions.municipal import MUNICIPALITY, PLACE

RESIDENTS = (Audience.CITIZEN, Audience.RESIDENT)
OWNERS = (Text(ar="مالك العقار", en="The owner of the property"),)
PERMITTED = Text(
    ar="تُرخّص البلدية لصاحب هذه الوثيقة بما ورد أعلاه في العنوان المذكور دون غيره. ولا يُعمل بالرخصة بعد انتهاء صلاحيتها.",
    en="The municipality permits the holder what is stated above, at that address and no other. The permit does not hold beyond its term.",
)


def page(source: str, grade: str = "A") -> LegalBasis:
    """Cite the municipal service pages."""
    return basis(MUNICIPAL_SERVICE_PAGE, source, grade)


def line(question: str, label: Text) -> DocumentLine:
    """Return the line of a document that repeats an answer."""
    return DocumentLine(label=label, source=AnswerLine(question))


def paper(
    code: str,
    name: Text,
    *lines: DocumentLine,
    statement: Text,
    conditions: tuple[Text, ...] = (),
    valid_for: Dated[int] | None = None,
) -> DeclaredDocument:
    """Return a permit, certificate or card about an address; its conditions follow what it states."""
    said = [statement, *conditions]
    return DeclaredDocument(
        code=code,
        name=name,
        is_feminine=True,
        lines=(line(PLACE, Text(ar="العنوان", en="Address")), *lines),
        statement=Text(ar=" ".join(text.ar for text in said), en=" ".join(text.en for text in said)),
        valid_for=valid_for,
    )


def service(
    *,
    code: str,
    name: Text,
    summary: Text,
    who_may_apply: tuple[Text, ...],
    legal_basis: tuple[LegalBasis, ...],
    promise: Dated[int],
    steps: tuple[Step, ...],
    grants: DeclaredDocument | Text,
    keywords: Text,
    position: int,
    evidence: tuple[Evidence, ...] = (),
    fee: Fee | None = None,
    deposit: Deposit | None = None,
    register_checks: tuple[RegisterCheck, ...] = (),
    criteria: tuple[Criterion, ...] = (),
    audiences: tuple[Audience, ...] = RESIDENTS,
    subject: Subject | None = None,
    about: About | None = None,
    on_approval: tuple[Effect, ...] = (),
) -> Service:
    """Return a service that two officials of the municipality of an address decide, with what all of them share.

    What it ``grants`` is a document, or else what the words say.
    """
    documents = (grants,) if isinstance(grants, DeclaredDocument) else ()
    granted = _issued(grants) if isinstance(grants, DeclaredDocument) else grants
    return Service(
        code=code,
        name=name,
        summary=summary,
        who_may_apply=who_may_apply,
        by_delegate=True,
        legal_basis=legal_basis,
        channels=(Channel.WEB, Channel.DESK, Channel.API),
        fee=fee,
        promise=promise,
        steps=steps,
        evidence=evidence,
        declarations=(declarations.TRUE_STATEMENTS,),
        register_checks=register_checks,
        criteria=criteria,
        lifecycle=course(
            code=code,
            decided_by=Eyes.TWO,
            checked=bool(register_checks),
            fee=fee,
            deposit=deposit,
            on_approval=(*(Issue(document=document.code) for document in documents), *on_approval),
            granted=granted,
            told=_told(name, granted),
        ),
        documents=documents,
        decided_by=departments.MUNICIPALITIES.by(MUNICIPALITY, address=PLACE),
        family=service_families.MUNICIPAL,
        keywords=(keywords,),
        about=about,
        subject=subject or Subject(kind=SubjectKind.ADDRESS, questions=(PLACE,)),
        audiences=audiences,
        position=position,
        deposit=deposit,
    )


def _issued(document: DeclaredDocument) -> Text:
    name = document.name
    return Text(
        ar=f"صدرت {name.ar}، وتجدها في صفحة المعاملة.", en=f"{name.en}: issued. You find it on the case's page."
    )


def _told(name: Text, granted: Text) -> Notice:
    return Notice(
        subject=Text(
            ar=f"قُبل طلبك {{reference}}: {name.ar}", en=f"Your application {{reference}} is granted: {name.en}"
        ),
        body=Text(
            ar=f"{{name}}، قُبل طلبك {{reference}}. {granted.ar}",
            en=f"{{name}}, your application {{reference}} is granted. {granted.en}",
        ),
    )
