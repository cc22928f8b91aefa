"""A service whose review asks two bodies at once, and waits for both before a grant."""

from iskan.core.catalogue import Channel, Service
from iskan.core.forms import Step, TextQuestion
from iskan.core.partners import SentLine
from iskan.core.text import Text
from iskan.policy import service_families
from iskan.policy.departments import HOUSING_REQUESTS
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.partners import CIVIL_DEFENCE, ELECTRICITY_AND_WATER
from iskan.policy.reviewing import reviewed_by

WORDS = Text(ar="أعمال تُعرض على جهات للتجربة", en="Works that bodies review, to try")
SENT = (SentLine(code="works", label=WORDS, answer="works"),)
BODIES = tuple(reviewed_by(body, sends=SENT) for body in (CIVIL_DEFENCE, ELECTRICITY_AND_WATER))
SERVICE = Service(
    code="reviewed_works",
    name=WORDS,
    summary=WORDS,
    who_may_apply=(WORDS,),
    by_delegate=False,
    legal_basis=(),
    channels=(Channel.WEB,),
    fee=None,
    promise=None,
    steps=(Step(code="works", title=WORDS, questions=(TextQuestion(code="works", label=WORDS),)),),
    lifecycle=course(code="reviewed_works", decided_by=Eyes.TWO, checked=False, consulted=BODIES),
    decided_by=HOUSING_REQUESTS,
    family=service_families.STATEMENTS,
    partners=BODIES,
    position=98,
)
