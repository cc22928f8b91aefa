"""What the register of processing says in words: kinds of data, purposes with their law, and who is shown what."""

from typing import Final

from iskan.core.personal_data import DataKind, ProcessingPurpose, Sensitivity
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_LAW, HOUSING_SYSTEM, ORDER_43_2022, basis

KINDS: Final = {
    DataKind.IDENTITY: Text(ar="بيانات الهوية", en="Identity"),
    DataKind.CONTACT: Text(ar="بيانات الاتصال والعنوان", en="Contact details and address"),
    DataKind.FAMILY: Text(ar="بيانات الأسرة", en="Family"),
    DataKind.MONEY: Text(ar="الدخل والبيانات المالية", en="Income and finances"),
    DataKind.PROPERTY: Text(ar="الملكية العقارية والمسكن", en="Property and home"),
    DataKind.WORK: Text(ar="بيانات العمل", en="Employment"),
    DataKind.RESIDENCE: Text(ar="الإقامة", en="Residence"),
    DataKind.HEALTH: Text(ar="الإعاقة والصحة", en="Disability and health"),
    DataKind.ANSWER: Text(ar="بيانات الطلب", en="Details of the application"),
    DataKind.WHOLE: Text(ar="محتوى الطلب كله", en="The whole of an application"),
    DataKind.WORDS: Text(ar="نص حر يكتبه صاحبه", en="Words written freely"),
    DataKind.DOCUMENT: Text(ar="مستندات", en="Documents"),
    DataKind.COURSE: Text(ar="سير المعاملة ونتيجتها", en="Course of a case and its outcome"),
    DataKind.STAFF: Text(ar="أعمال الموظفين", en="Acts of officials"),
    DataKind.SIGN_IN: Text(ar="بيانات الدخول والحماية", en="Sign-in and protection"),
}
SENSITIVE: Final = {
    Sensitivity.NO: Text(ar="لا", en="No"),
    Sensitivity.MAY_BE: Text(ar="قد يتضمن بيانات حساسة", en="May hold sensitive data"),
    Sensitivity.YES: Text(ar="نعم", en="Yes"),
}

DECIDE: Final = ProcessingPurpose(
    code="decide",
    words=Text(ar="النظر في طلبات الخدمات الإسكانية والبت فيها", en="To examine and decide applications for services"),
    ground=basis(HOUSING_SYSTEM, "S1, S77", "A"),
)
HOUSE: Final = ProcessingPurpose(
    code="house",
    words=Text(
        ar="ترتيب قوائم الانتظار وتوزيع المساكن وتسليمها", en="To order waiting lists, and to give and hand over homes"
    ),
    ground=basis(HOUSING_LAW, "S1", "A"),
)
REACH: Final = ProcessingPurpose(
    code="reach",
    words=Text(ar="التواصل مع صاحب الطلب وصرف ما يستحقه", en="To reach the applicant, and to pay what is due to them"),
    ground=basis(HOUSING_SYSTEM, "S1, S77", "A"),
)
COLLECT: Final = ProcessingPurpose(
    code="collect",
    words=Text(
        ar="تحصيل رسوم الخدمات وتأميناتها وردها وإثبات ما دُفع",
        en="To collect the fees and deposits of services, to give them back, and to prove what was paid",
    ),
    ground=None,
)
PROVE: Final = ProcessingPurpose(
    code="prove",
    words=Text(ar="إثبات من اطلع ومن تصرف ومتى", en="To prove who read and who acted, and when"),
    ground=basis(ORDER_43_2022, "S77d", "B"),
)
PROTECT: Final = ProcessingPurpose(
    code="protect",
    words=Text(ar="التحقق من الداخل إلى النظام وحمايته", en="To know who signs in, and to protect the system"),
    ground=basis(ORDER_43_2022, "S77d", "B"),
)
RUN: Final = ProcessingPurpose(
    code="run",
    words=Text(ar="تشغيل النظام وتنظيم عمل الموظفين", en="To run the system and order the officials' work"),
    ground=None,
)

# Why a table's rows do not reach a person's copy of their data.
WORKING_NOTES: Final = Text(
    ar="كتابات عمل للموظفين قد تذكر غيرك، وتُطلب كتابةً فينظر فيها موظف مختص",
    en="Officials' working papers, which may name others; ask for them in writing and an official looks at that",
)
OF_MANY: Final = Text(
    ar="سجل واحد يجمع طلبات كثيرة، وما يخصك منه مذكور في معاملاتك",
    en="One record of many applications; what concerns you stands among your cases",
)
OF_RECORD: Final = Text(
    ar="سجل التدقيق يجمع أعمال الجميع، وما يخصك منه في صفحة «من اطلع على ملفي»",
    en="The trail holds everybody's acts; what concerns you is on the page of who looked at your file",
)
OF_THE_SYSTEM: Final = Text(
    ar="سجلات تشغيل لا تذكر الأشخاص بأسمائهم", en="Records of the system's own work, which name nobody"
)
SECRETS: Final = Text(ar="أسرار تحمي الدخول ولا تُسلَّم لأحد", en="Secrets that protect a sign-in, given to nobody")
UNUSED: Final = Text(ar="جداول لا تُستعمل", en="Tables that are not used")

THEMSELVES: Final = Text(ar="صاحب البيانات ومن يوكله", en="The person themselves and their delegate")
CASE_OFFICIALS: Final = Text(
    ar="موظفو الإدارة المختصة بالطلب", en="Officials of the department that decides the application"
)
AUDITORS: Final = Text(ar="المدققون", en="Auditors")
ADMINISTRATORS: Final = Text(ar="مديرو النظام", en="Administrators")
OFFICIALS: Final = Text(ar="الموظفون المخولون", en="Officials whose role permits it")
NOBODY: Final = Text(ar="لا يطلع عليها أحد، ويستعملها النظام وحده", en="Nobody; the system alone uses it")
CARRIERS: Final = Text(
    ar="مزود الرسائل النصية والبريد، وتصله رسالة بلا بيانات الطلب",
    en="The carriers of text messages and e-mail, without the contents of the case",
)
FINANCE_OFFICIALS: Final = Text(ar="موظفو المالية", en="Finance officials")
PAYMENT_PROVIDER: Final = Text(
    ar="مزود خدمة الدفع، ويصله رقم العملية ومبلغها دون بيانات الطلب",
    en="The payment provider, who receives a number and an amount without the contents of the case",
)
PAYING_BANK: Final = Text(
    ar="المصرف الذي تصرف الوزارة منه، ويصله اسم المستحق ورقم حسابه والمبلغ",
    en="The bank the ministry pays from, who receives the payee's name, account and amount",
)
PUBLIC_BY_NUMBER: Final = Text(
    ar="العموم، برمز لا يدل على الشخص", en="The public, under a number that does not name the person"
)
KEEPERS: Final = Text(
    ar="الجهة صاحبة السجل، ويصلها الرقم الشخصي والغرض من الاستعلام",
    en="The keeper of the register, who receives the personal number and the purpose",
)
WHOEVER_IS_SHOWN: Final = Text(ar="من تُعرض عليه الوثيقة ويتحقق منها", en="Whoever is shown the document and checks it")

FILE: Final = (THEMSELVES, CASE_OFFICIALS, AUDITORS)

ASKED_AS: Final = {
    "other_disability": DataKind.HEALTH,
    "disabilities": DataKind.HEALTH,
    "disabilities.type": DataKind.HEALTH,
    "lives_with_parent": DataKind.FAMILY,
    "abandoned": DataKind.FAMILY,
    "husband_consent": DataKind.FAMILY,
    "permanently_resident": DataKind.RESIDENCE,
}
"""Questions whose answer is of another kind than their kind of question says, by their code."""

LASTING: Final = Text(
    ar="ما دام الملف قائمًا؛ لم يُعثر على مدة في القانون، فلا يُمحى شيء تلقائيًا",
    en="As long as the file stands; no period was found in the law, and nothing is erased by itself",
)
