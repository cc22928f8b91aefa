"""Whoever the state supports under Mazaya declares family, income and home, on which the support rests."""

from iskan.core.catalogue import Channel, Service
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.finance_declarations import SOMETHING_CHANGED, declared_course, finance_step
from iskan.policy.instruments import HOUSING_SYSTEM, SERVICE_PAGE, basis
from iskan.policy.parameters.financing import PROMISE_FINANCE_DECLARATION
from iskan.policy.partners import BANKS
from iskan.policy.questions import declarations, employment, registers
from iskan.policy.questions.restoration import FAMILY

SERVICE = Service(
    code="mazaya_declaration",
    name=Text(ar="إقرار مزايا", en="Mazaya declaration"),
    summary=Text(
        ar="مراجعة بيانات أسرتك ودخلك وتمويلك التي يقوم عليها دعم مزايا، والإقرار بصحتها وبيان ما تغيّر منها.",
        en="Look at the family, income and finance your Mazaya support rests on, declare that they are right, and say what has changed.",
    ),
    who_may_apply=(Text(ar="كل منتفع بتمويل مزايا", en="Anybody financed under Mazaya"),),
    by_delegate=True,
    legal_basis=(basis(SERVICE_PAGE, "seed 002", "A"), basis(HOUSING_SYSTEM, "S5, S38", "B", 42)),
    channels=(Channel.WEB, Channel.PHONE, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_FINANCE_DECLARATION,
    steps=(FAMILY, employment.EMPLOYMENT, finance_step(BANKS)),
    declarations=(declarations.FAMILY_MEMBERS, declarations.MAZAYA_FINANCE),
    register_checks=(registers.POPULATION, registers.SOCIAL_INSURANCE),
    lifecycle=declared_course(code="mazaya_declaration", programme=Text(ar="مزايا", en="Mazaya")),
    decided_by=departments.HOUSING_FINANCE,
    family=service_families.MY_HOME,
    keywords=(Text(ar="إقرار مزايا إعادة تقدير الدعم", en="Mazaya reassessment of the support"),),
    looked_at_when=SOMETHING_CHANGED,
    position=70,
)
