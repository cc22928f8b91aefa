"""An heir asks to take over the waiting application of somebody who has died; no rule was found, so two officials decide."""

from iskan.core.catalogue import Channel, Service, Subject, SubjectKind
from iskan.core.consents import Consent, ConsentParty, ConsentPoint
from iskan.core.evidence import Evidence
from iskan.core.lifecycle import Need, Notice
from iskan.core.text import Text
from iskan.policy import departments, effects, service_families
from iskan.policy.evidence.transfer import TRANSFER_SUPPORT
from iskan.policy.instruments import HOUSING_SYSTEM, TRANSFER_PAGE, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.promises import PROMISE_HEIRS_TRANSFER
from iskan.policy.parameters.validity import TRANSFER_CONSENT_DAYS
from iskan.policy.questions import declarations, registers, transfer

SERVICE = Service(
    code="heirs_transfer",
    name=Text(ar="تحويل طلب متوفى إلى ورثته", en="Transfer of an application to the heirs"),
    summary=Text(
        ar="أن ينتقل إليك طلب إسكاني منتظر توفي صاحبه. لم تُحدَّد بعد قواعد ذلك، فينظر موظفان في كل حالة.",
        en="Take over a waiting application whose holder has died. The rules are not configured yet: two officials look at each case.",
    ),
    who_may_apply=(
        Text(ar="وارث بحريني لصاحب طلب على قائمة الانتظار", en="A Bahraini heir of whoever had an application waiting"),
    ),
    by_delegate=True,
    legal_basis=(basis(TRANSFER_PAGE, "—", "NF"), basis(HOUSING_SYSTEM, "S23", "B", 4)),
    channels=(Channel.WEB, Channel.DESK, Channel.API),
    fee=None,
    promise=PROMISE_HEIRS_TRANSFER,
    steps=(transfer.DECEASED,),
    evidence=(Evidence(kind=TRANSFER_SUPPORT, optional=True),),
    declarations=(declarations.TRUE_STATEMENTS,),
    register_checks=(registers.POPULATION,),
    lifecycle=course(
        code="heirs_transfer",
        decided_by=Eyes.TWO,
        consents=(ConsentPoint.RECOMMEND,),
        needs=(Need.DECEASED_WAITS,),
        on_approval=(effects.TRANSFER_TO_HEIR,),
        granted=Text(
            ar="انتقل إليك الطلب، وبقي على قائمته بتاريخ تقديمه.",
            en="The application is yours now; it stays on its list as of its day of filing.",
        ),
        told=Notice(
            subject=Text(ar="انتقل الطلب إليك {reference}", en="The application is yours: {reference}"),
            body=Text(
                ar="{name}، قُبلت المعاملة {reference}، وانتقل إليك طلب المتوفى على قائمته بتاريخ تقديمه.",
                en="{name}, {reference} is granted: the application of whoever died is yours, on its list as of its day of filing.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.WAITING,
    keywords=(Text(ar="وفاة ورثة المتوفى أرملة توفي زوجي", en="death heirs deceased widow died inherit"),),
    subject=Subject(kind=SubjectKind.CASE, questions=("deceased_cpr",)),
    consents=(
        Consent(
            code="heir_agrees",
            of=ConsentParty.NAMED,
            question="other_heir_cpr",
            terms=Text(
                ar="أوافق، بصفتي من ورثة المتوفى، على أن ينتقل طلبه الإسكاني إلى مقدم هذه المعاملة.",
                en="As an heir, I agree that the housing application of whoever died passes to the applicant.",
            ),
            within=TRANSFER_CONSENT_DAYS,
        ),
    ),
    position=47,
)
