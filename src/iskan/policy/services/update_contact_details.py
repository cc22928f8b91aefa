"""A citizen changes how the ministry reaches them and where it pays."""

from iskan.core.catalogue import Channel, Service
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy import departments, effects, service_families
from iskan.policy.instruments import SERVICE_PAGE, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.questions import contact

SERVICE = Service(
    code="update_contact_details",
    name=Text(
        ar="تحديث بيانات الاتصال ورقم الحساب المصرفي الدولي", en="Update contact details and bank account (IBAN)"
    ),
    summary=Text(
        ar="تغيير رقم هاتفك أو بريدك أو حسابك المصرفي؛ نبلغك بالتغيير على بياناتك الحالية، ويسري بعد مهلة يمكنك خلالها إيقافه.",
        en="Change your telephone, e-mail or bank account; we tell you where we reach you now, and it takes effect after a while in which you may stop it.",
    ),
    who_may_apply=(Text(ar="كل مواطن له حساب في النظام", en="Any citizen with an account here"),),
    by_delegate=False,
    legal_basis=(basis(SERVICE_PAGE, "S11", "B"),),
    channels=(Channel.WEB, Channel.PHONE, Channel.DESK, Channel.API),
    fee=None,
    promise=None,
    steps=(contact.CONTACT,),
    lifecycle=course(
        code="update_contact_details",
        decided_by=Eyes.NOBODY,
        on_approval=(effects.UPDATE_CONTACT_DETAILS,),
        told=Notice(
            subject=Text(ar="تسلمنا بيانات اتصالك الجديدة", en="We have your new contact details"),
            body=Text(
                ar="{name}، تسلمنا بيانات اتصالك بموجب المعاملة {reference}. يسري تغيير ما كان معروفًا لدينا بعد المهلة المبينة في صفحة «بياناتي». وإن لم تطلب ذلك فيرجى إيقافه هناك والاتصال بنا فورًا.",
                en="{name}, we have your contact details by {reference}. What we knew before changes after the time shown on "
                "the page 'My details'. If you did not ask for this, stop it there and call us at once.",
            ),
        ),
    ),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.DETAILS,
    keywords=(
        Text(
            ar="هاتف جوال بريد آيبان حساب بنك عنوان",
            en="phone mobile e-mail iban bank account address",
        ),
    ),
    position=30,
)
