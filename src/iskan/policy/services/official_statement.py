"""A citizen gets a statement for an official body of what the ministry knows of them: at once, by no one's hand."""

from iskan.core.catalogue import (
    AnswerLine,
    Channel,
    DeclaredDocument,
    DocumentLine,
    Service,
    Subject,
    SubjectKind,
    SuppliedLine,
)
from iskan.core.effects import Issue
from iskan.core.forms import ChoiceQuestion, Option, Step, TextQuestion
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.instruments import ONCE_ONLY, SERVICE_PAGE, basis
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.parameters.validity import STATEMENT_MONTHS
from iskan.policy.questions import declarations

STATEMENT = DeclaredDocument(
    code="official_statement",
    name=Text(ar="إفادة لجهة رسمية", en="Statement for an official body"),
    statement=Text(
        ar="تفيد الوزارة بأن ما ورد أعلاه هو المسجل لديها باسم صاحب الإفادة حتى تاريخ إصدارها، وقد صدرت بناءً على طلبه لتقديمها إلى الجهة المذكورة.",
        en="The ministry states that the above is what it has on record of the person named, as of the day of issue; it is issued at their request for the body named.",
    ),
    lines=(
        DocumentLine(label=Text(ar="موجهة إلى", en="Addressed to"), source=AnswerLine("body")),
        DocumentLine(label=Text(ar="الغرض", en="Purpose"), source=AnswerLine("purpose")),
        DocumentLine(
            label=Text(ar="الطلب على قائمة الانتظار", en="Application on a waiting list"),
            source=SuppliedLine("waiting_lists.places"),
        ),
        DocumentLine(
            label=Text(ar="الخدمات الإسكانية التي انتفع بها", en="Housing services had"),
            source=SuppliedLine("allocation.homes"),
        ),
    ),
    valid_for=STATEMENT_MONTHS,
)

SERVICE = Service(
    code="official_statement",
    name=Text(ar="طلب إفادة لجهة رسمية", en="Statement for an official body"),
    summary=Text(
        ar="إفادة موقّعة إلكترونيًا بما هو مسجل باسمك لدى الوزارة: طلبك وترتيبه، والخدمات التي انتفعت بها. وتصدر فور الطلب.",
        en="A signed statement of what the ministry has on record of you: your application and its place, and the services you have had. Issued at once.",
    ),
    who_may_apply=(Text(ar="كل مواطن له حساب في النظام", en="Any citizen with an account here"),),
    by_delegate=True,
    legal_basis=(basis(SERVICE_PAGE, "seed 002", "A"), basis(ONCE_ONLY, "seed 002", "A")),
    channels=(Channel.WEB, Channel.PHONE, Channel.DESK, Channel.API),
    fee=None,
    promise=None,
    steps=(
        Step(
            code="body",
            title=Text(ar="الجهة والغرض", en="The body and the purpose"),
            intro=Text(
                ar="تُكتب الإفادة باسم الجهة التي تذكرها، ولا تُذكر فيها إلا البيانات المسجلة لدى الوزارة.",
                en="The statement is addressed to the body you name and tells nothing but what the ministry has on record.",
            ),
            questions=(
                TextQuestion(
                    code="body",
                    label=Text(ar="الجهة الموجهة إليها الإفادة", en="The body it is addressed to"),
                    help=Text(ar="مثل: محكمة، مصرف، وزارة.", en="Such as a court, a bank, a ministry."),
                    max_length=120,
                ),
                ChoiceQuestion(
                    code="purpose",
                    label=Text(ar="الغرض من الإفادة", en="What it is for"),
                    options=(
                        Option("court", Text(ar="تقديمها في دعوى", en="A court case")),
                        Option("finance", Text(ar="طلب تمويل", en="A finance application")),
                        Option("aid", Text(ar="طلب مساعدة", en="An application for aid")),
                        Option("employer", Text(ar="جهة العمل", en="An employer")),
                        Option("other", Text(ar="غرض آخر", en="Another purpose")),
                    ),
                ),
            ),
        ),
    ),
    declarations=(declarations.OWN_STATEMENT,),
    lifecycle=course(
        code="official_statement",
        decided_by=Eyes.NOBODY,
        checked=False,
        on_approval=(Issue(document=STATEMENT.code),),
        granted=Text(
            ar="صدرت الإفادة، وتجدها في صفحة المعاملة.", en="The statement is issued; you find it on the case's page."
        ),
        told=Notice(
            subject=Text(ar="صدرت إفادتك {reference}", en="Your statement {reference} is issued"),
            body=Text(
                ar="{name}، صدرت الإفادة التي طلبتها بالمعاملة {reference}. تجدها في صفحة المعاملة، ويمكن لمن تُقدَّم إليه التحقق منها برمزها.",
                en="{name}, the statement you asked for by {reference} is issued. It is on the case's page; whoever receives it can check it by its code.",
            ),
        ),
    ),
    documents=(STATEMENT,),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.STATEMENTS,
    keywords=(
        Text(
            ar="شهادة لمن يهمه الأمر خطاب رسالة محكمة مصرف بنك إثبات قائمة الانتظار",
            en="to whom it may concern letter certificate court bank place on the list",
        ),
    ),
    subject=Subject(kind=SubjectKind.BODY, questions=("body", "purpose")),
    position=60,
)
