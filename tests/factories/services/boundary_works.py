"""A service whose place is looked at: a home before the decision, and the finished site once it was granted."""

from iskan.core.catalogue import Channel, DeclaredDocument, Service
from iskan.core.effects import Issue
from iskan.core.forms import Step, TextQuestion, YesNoQuestion
from iskan.core.inspections import Inspection, InspectionKind, InspectionPoint
from iskan.core.text import Text
from iskan.policy import service_families
from iskan.policy.departments import HOUSING_REQUESTS
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.nomination import OFFER_DAYS
from iskan.policy.parameters.promises import PROMISE_NEW_APPLICATION

WORDS = Text(ar="أعمال في مسكن للتجربة", en="Works at a home, to try")
BEFORE = Inspection(
    code="before_works",
    name=Text(ar="معاينة المسكن", en="Visit to the home"),
    when=InspectionPoint.BEFORE_DECISION,
    kind=InspectionKind.HOME,
    place=("road", "block"),
    block="block",
    within=PROMISE_NEW_APPLICATION,
    report=(YesNoQuestion(code="as_drawn", label=Text(ar="مطابق للمخطط", en="As drawn")),),
)
AFTER = Inspection(
    code="after_works",
    name=Text(ar="معاينة الأعمال المنجزة", en="Visit to the finished works"),
    when=InspectionPoint.AFTER_GRANT,
    kind=InspectionKind.SITE,
    place=("road",),
    within=OFFER_DAYS,
)
SERVICE = Service(
    code="boundary_works",
    name=WORDS,
    summary=WORDS,
    who_may_apply=(WORDS,),
    by_delegate=True,
    legal_basis=(),
    channels=(Channel.WEB,),
    fee=None,
    promise=None,
    steps=(
        Step(
            code="where",
            title=WORDS,
            questions=(
                TextQuestion(code="road", label=Text(ar="الطريق", en="Road")),
                TextQuestion(code="block", label=Text(ar="المجمع", en="Block")),
            ),
        ),
    ),
    lifecycle=course(
        code="boundary_works",
        decided_by=Eyes.TWO,
        checked=False,
        inspections=(BEFORE, AFTER),
        on_approval=(Issue(document="works_permit"),),
    ),
    decided_by=HOUSING_REQUESTS,
    family=service_families.STATEMENTS,
    documents=(DeclaredDocument(code="works_permit", name=Text(ar="تصريح الأعمال", en="Works permit")),),
    inspections=(BEFORE, AFTER),
    position=97,
)
