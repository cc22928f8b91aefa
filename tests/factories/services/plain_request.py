"""A service that two officials decide by judgement alone: no criteria, no registers, no documents, no promise."""

from iskan.core.catalogue import Channel, Service
from iskan.core.forms import Step, TextQuestion
from iskan.core.text import Text
from iskan.policy import service_families
from iskan.policy.departments import HOUSING_REQUESTS
from iskan.policy.lifecycles.course import Eyes, course

WORDS = Text(ar="طلب عام للتجربة", en="A plain request to try")
SERVICE = Service(
    code="plain_request",
    name=WORDS,
    summary=WORDS,
    who_may_apply=(WORDS,),
    by_delegate=False,
    legal_basis=(),
    channels=(Channel.WEB,),
    fee=None,
    promise=None,
    steps=(Step(code="request", title=WORDS, questions=(TextQuestion(code="request", label=WORDS),)),),
    lifecycle=course(code="plain_request", decided_by=Eyes.TWO, checked=False),
    decided_by=HOUSING_REQUESTS,
    family=service_families.STATEMENTS,
    position=96,
)
