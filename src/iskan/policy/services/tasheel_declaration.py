"""Whoever a bank finances under Tas'heel declares family, income, finance and home to the ministry."""

from iskan.core.catalogue import Channel, Service
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.finance_declarations import SOMETHING_CHANGED, declared_course, finance_step
from iskan.policy.instruments import FINANCE_PROGRAMMES_2022, SERVICE_PAGE, basis
from iskan.policy.parameters.financing import PROMISE_FINANCE_DECLARATION
from iskan.policy.partners import BANKS
from iskan.policy.questions import declarations, employment, registers
from iskan.policy.questions.restoration import FAMILY

SERVICE = Service(
    code="tasheel_declaration",
    name=Text(ar="إقرار تسهيل عبر البنوك", en="Tas'heel declaration through banks"),
    summary=Text(
        ar="مراجعة بيانات أسرتك ودخلك وتمويل تسهيل الذي حصلت عليه من البنك، والإقرار بصحتها وبيان ما تغيّر منها.",
        en="Look at your family, income and the Tas'heel finance a bank gave you, declare that they are right, and say what has changed.",
    ),
    who_may_apply=(Text(ar="كل منتفع بتمويل تسهيل من بنك", en="Anybody a bank financed under Tas'heel"),),
    by_delegate=True,
    legal_basis=(basis(SERVICE_PAGE, "seed 002", "A"), basis(FINANCE_PROGRAMMES_2022, "S30, S31", "B")),
    channels=(Channel.WEB, Channel.PHONE, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_FINANCE_DECLARATION,
    steps=(FAMILY, employment.EMPLOYMENT, finance_step(BANKS)),
    declarations=(declarations.FAMILY_MEMBERS, declarations.TASHEEL_FINANCE),
    register_checks=(registers.POPULATION, registers.SOCIAL_INSURANCE),
    lifecycle=declared_course(code="tasheel_declaration", programme=Text(ar="تسهيل", en="Tas'heel")),
    decided_by=departments.HOUSING_FINANCE,
    family=service_families.MY_HOME,
    keywords=(Text(ar="إقرار تمويل من بنك", en="Tasheel bank declaration"),),
    looked_at_when=SOMETHING_CHANGED,
    position=71,
)
