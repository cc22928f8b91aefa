"""Help on the pages of cases, households and what officials do together."""

from typing import Final

from iskan.core.text import Text

_CASE: Final = Text(
    ar="أول الصفحة ما يختلف أو ينقص أو يُنتظر، وإلى جانبه الإجراءات المتاحة. ما لا اختلاف فيه مطوي ويُفتح من عنوانه. "
    "تُعرض صورة كل مستند بجانب ما يثبته، ويبقى اسم مقدم الطلب والمرحلة والمدة أعلى الشاشة.",
    en="What differs, is missing or is waited for comes first, with the possible steps beside it. What agrees is folded "
    "and opens from its title. Each document opens beside what it proves; name, stage and days left stay at the top.",
)
_ON_A_CASE: Final = ("claim", "release", "assign-one", "move", "note", "ask-again", "reassess", "card", "case-open")

CASEWORK: Final = {
    "inbox": Text(
        ar="كل ما ينتظر الموظف في مكان واحد، والأقدم أولًا. يُفتح كل سطر من عنوانه. يمكن طلب رسالة بريد صباحية بالأعداد.",
        en="Everything that waits for the official in one place, the oldest first; each line opens what it names. A "
        "morning mail with the numbers can be switched on.",
    ),
    "worklist": Text(
        ar="معاملات الإدارة في تبويبات: ما في العهدة، وما لم يُسند، وما ينتظر البت. تبدأ القائمة بما قرب موعده أو تأخر. "
        "«تولّي التالية» يسند أشد المعاملات استعجالًا. ولا تظهر معاملات أسرة الموظف نفسه، فهي لغيره.",
        en="The department's cases by tabs: one's own, those of nobody, those to decide. What is late or nearly due comes "
        "first. “Take next” gives the most urgent one. Cases of the official's own household are not listed: others work "
        "on them.",
    ),
    "assign-all": Text(
        ar="إسناد جميع المعاملات المطابقة للتصفية إلى موظف واحد، بعد مراجعة عددها.",
        en="Assign every case the filter finds to one official, after a look at how many there are.",
    ),
    "search": Text(
        ar="بحث بالاسم بأي رسم، أو بالرقم الشخصي أو الهاتف أو المرجع أو رقم الوحدة. يُسجّل كل اطلاع على الأسماء.",
        en="Search by a name in any spelling, a personal number, telephone, reference or home. Each look at names is kept.",
    ),
    "household": Text(
        ar="أفراد الأسرة ومعاملاتهم وما أجابت به الجهات وما أُرسل إليهم، في صفحة واحدة. الاطلاع عليها مسجّل في كل معاملة.",
        en="The people of a household, their cases, what registers said and what they were told, on one page. The look is "
        "kept on each case.",
    ),
    **dict.fromkeys(("case", *_ON_A_CASE), _CASE),
    "document": Text(
        ar="تُراجع صورة المستند بجانب ما يثبته. القبول يؤكد تاريخ الإصدار، وعدم القبول يلزمه سبب يقرؤه مقدم الطلب.",
        en="The document is judged beside what it proves. Accepting confirms its day of issue; rejecting takes a reason the "
        "applicant reads.",
    ),
    "register-answers": Text(
        ar="نص إجابة الجهة كما وردت، لكل فرد سُئل عنه. يُسجّل فتحها مع الغرض منه.",
        en="What a register said, whole, of each person asked about. Opening it is kept with its purpose.",
    ),
    "contact": Text(
        ar="تدوين ما دار في مكالمة أو زيارة. ما وُعد به يظهر في وارد صاحب العهدة في يومه. لا يُعدّل التدوين بعد حفظه.",
        en="Write down a call or a visit. What was promised comes to the inbox of whoever holds the case on its day. What "
        "is written down is not changed afterwards.",
    ),
    "promise": _CASE,
    "correction": Text(
        ar="لتصحيح ما أدخله موظف خطأً في طلب قدّمه نيابة عن صاحبه. يلزم موظف ثانٍ، وتُقيّم الشروط بعده من جديد.",
        en="Corrects what an official typed wrong in an application filed for a citizen. It takes a second official, and "
        "the criteria are then tested again.",
    ),
    "seal": Text(
        ar="حجب المعاملة عن جميع الموظفين عدا المصرح لهم. يلزم أن يكون بينهم موظف مراجعة وموظف اعتماد، وأن يوافق موظف ثانٍ.",
        en="Hides a case from everybody but named readers, among them a reviewing official and another who approves. A "
        "second official agrees.",
    ),
    "contested": Text(
        ar="رد سجّله موظف وقال صاحبه إنه ليس رده. ينظر فيه موظف غير من سجّله، ويُبلَّغ مقدم الطلب بما انتهى إليه.",
        en="An answer an official entered, which the applicant says is not theirs. Another official looks into it, and the "
        "applicant is told what came of it.",
    ),
    "contested-answers": Text(
        ar="ردود سجّلها موظفون واعترض عليها أصحابها ولم يُبت فيها بعد، ومن ينظر في كل منها.",
        en="Answers entered by officials that their applicants contest and nobody has settled, and who looks into each.",
    ),
    "hold": Text(
        ar="يمنع محو أي شيء من المعاملة ما دام نزاع أو تحقيق قائمًا. الرفع يلزمه موظفان.",
        en="Keeps everything of a case from being erased while a dispute or inquiry lasts. Lifting it takes two officials.",
    ),
    "propose": Text(
        ar="اقتراح استثناء: المسوّغ والبيان ووثيقة تؤيده. يبت فيه موظف ثانٍ، ويُدرج في سجل الاستثناءات.",
        en="Propose an exception: its ground, its words and a document. A second official settles it, and it stands in the "
        "register of exceptions.",
    ),
    "exceptions": Text(
        ar="كل خروج عن الترتيب أو عن شرط، بمسوّغه ووثيقته ومن اقترحه ومن بتّ فيه.",
        en="Every departure from order or from a criterion, with its ground, document, proposer and second official.",
    ),
    "exception": Text(
        ar="استثناء واحد: ما طُلب ولماذا، ومن اقترحه. يبت فيه موظف غير من اقترحه.",
        en="One exception: what, why and by whom. Somebody other than its proposer settles it.",
    ),
    "consent-at-counter": Text(
        ar="لتسجيل رد من لا يستخدم المفتاح الإلكتروني بعد التحقق من هويته. من سجّل الرد لا يوصي في المعاملة ولا يبت فيها.",
        en="Takes the answer of somebody who does not use eKey, once they were identified. Whoever takes it neither "
        "recommends nor decides in the case.",
    ),
    "filings": Text(
        ar="تقديم طلب نيابة عن مواطن حاضر أو على الهاتف، ومتابعة المسودات. من قدّم الطلب لا ينظر فيه.",
        en="File for a citizen who is present or on the telephone, and go on with drafts. Whoever files a case leaves the "
        "work on it to others.",
    ),
    "acts": Text(
        ar="الإجراءات التي يلزمها موظفان: ما ينتظر الموافقة وما تم. لا يوافق صاحب الاقتراح على اقتراحه.",
        en="Acts that take two officials: those that wait and those that are done. Nobody agrees to their own proposal.",
    ),
    "acts-table": Text(
        ar="جدول الإجراءات الثنائية: من يبدأ كلًا منها ومن يوافق ومن يُبلَّغ.",
        en="The table of acts of two: who begins each, who agrees, who is told.",
    ),
    "act": Text(
        ar="اقتراح ينتظر موظفًا ثانيًا: ما سيتغيّر وسببه. القبول ينفذه فورًا.",
        en="A proposal that awaits a second official: what would change and why. Agreeing carries it out at once.",
    ),
    "team": Text(
        ar="عهدة كل موظف وغيابه ومن ينوب عنه. للمشرف نقل عهدة موظف إلى غيره.",
        en="What each official holds, who is away and who stands in. A supervisor hands one's cases over.",
    ),
    "end-absence": Text(ar="إنهاء غياب قبل آخر أيامه.", en="End an absence before its last day."),
    "hand-over-cases": Text(
        ar="نقل عهدة موظف إلى زميل أو إلى الإدارة، بعد مراجعة عددها.",
        en="Hand an official's cases to a colleague or to the department, after a look at how many there are.",
    ),
}
