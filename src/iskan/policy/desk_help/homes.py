"""Help on the pages of homes: projects, distributions, draws, offers, waiting lists and households that change."""

from typing import Final

from iskan.core.text import Text

HOMES: Final = {
    "waiting-list": Text(
        ar="الأسر المنتظرة واحدةً واحدة: تُصفّى وتُرتّب وتُفتح معاملة كل منها، وتُنزّل القائمة جدولًا. والعدد أعلاها تام.",
        en="The waiting households one by one: narrow and sort them, open each one's case, take the list away as a "
        "spreadsheet. The number above is exact.",
    ),
    "remind-waiting": Text(
        ar="تذكير الأسر المطابقة للتصفية بتأكيد بياناتها، بعد مراجعة عددها ومن يُستثنى منها. لا تُذكَّر أسرة مرتين في يوم.",
        en="Remind the households the filter finds to confirm their details, after a look at how many and who is left "
        "out. Nobody is reminded twice in a day.",
    ),
    "call-household": Text(
        ar="هاتف الأسرة ولغتها قبل الاتصال بها. ظهور الرقم مسجّل، وما يدور في المكالمة يُدوَّن في المعاملة.",
        en="The household's telephone and language before a call. That the number was shown is kept; what is said is "
        "written down on the case.",
    ),
    "household-events": Text(
        ar="ما طرأ على الأسر المنتظرة مما أبلغت به الجهات أو الأسر أو الموظفون، وينتظر البت.",
        en="What happened to waiting households, as registers, families or officials told it, and waits to be settled.",
    ),
    "household-event": Text(
        ar="تغيّر واحد وأثره على الطلب. ما يوقف ترشيحًا أو عقدًا يلزمه موظف ثانٍ.",
        en="One change and what it does to the application. What stops a nomination or a contract takes two officials.",
    ),
    "record-household-event": Text(
        ar="تسجيل تغيّر أبلغت به الأسرة، مع ما يثبته.",
        en="Record a change the household told of, with what proves it.",
    ),
    "propose-cancellation": Text(
        ar="اقتراح إلغاء طلب على قائمة الانتظار بسبب قانوني. لا يُلغى قبل موافقة موظف ثانٍ، ويُبلّغ صاحبه.",
        en="Propose to cancel an application on a waiting list, on a ground of the law. A second official decides, and the "
        "applicant is told.",
    ),
    "cancellations": Text(
        ar="اقتراحات الإلغاء وما تقرر فيها.", en="Proposals to cancel, and what was decided on each."
    ),
    "cancellation": Text(
        ar="اقتراح إلغاء واحد: سببه وبيانه. يبت فيه موظف غير من اقترحه.",
        en="One proposal to cancel: its ground and reason. Somebody other than its proposer decides.",
    ),
    "projects": Text(
        ar="المشاريع ومراحلها ووحداتها. لا يظهر المشروع للعموم إلا بعد نشره.",
        en="Projects with their phases and homes. A project is shown to the public once it is published.",
    ),
    "new-project": Text(
        ar="إضافة مشروع برمزه واسمه ومحافظته.", en="Add a project with its code, name and governorate."
    ),
    "project": Text(
        ar="مشروع واحد: مراحله ومرافقه ووحداته وتقدم العمل فيه.",
        en="One project: its phases, services to the ground, homes and progress.",
    ),
    "edit-project": Text(ar="تعديل بيانات المشروع.", en="Change what is told of the project."),
    "boundary": Text(
        ar="حدود أرض المشروع، ملصقة بصيغة GeoJSON أو مرسومة.", en="The project's ground, as GeoJSON or drawn."
    ),
    "building": Text(ar="مبنى واحد ووحداته في كل دور.", en="One building and its homes, floor by floor."),
    "report-progress": Text(
        ar="تسجيل نسبة الإنجاز في يوم. لا يُعدّل ما سُجّل، ويُضاف ما بعده.",
        en="Report how far work has come on a day. A report is not changed; the next one follows it.",
    ),
    "phase": Text(ar="مرحلة واحدة ومواعيدها.", en="One phase and its days."),
    "gate": Text(
        ar="تسجيل اكتمال مرفق يلزم قبل جاهزية الوحدات أو تسليمها.",
        en="Mark as complete a service that homes need before they are ready or handed over.",
    ),
    "move-units": Text(
        ar="تغيير حالة وحدات. ما خُصص منها أو سُلّم يلزمه موظفان.",
        en="Change the state of homes. Those already given take two officials.",
    ),
    "home-terms": Text(
        ar="اقتراح ثمن فئة من الوحدات ومخططها.", en="Propose the price and floor plan of a class of homes."
    ),
    "unit": Text(ar="وحدة واحدة: حالتها وما جرى عليها.", en="One home: its state and what happened to it."),
    "import-units": Text(
        ar="إدخال وحدات من جدول. يُفحص الملف وتُعرض نتيجته قبل إضافة أي شيء.",
        en="Bring homes in from a sheet. The file is examined and shown before anything is added.",
    ),
    "import": Text(
        ar="نتيجة فحص الجدول: ما يُضاف وما يلزم تصحيحه.", en="What the sheet would add, and what to correct."
    ),
    "take-back-import": Text(
        ar="التراجع عن جدول أُدخل، إن لم تُستخدم وحداته.", en="Take an import back, unless its homes are in use."
    ),
    "distributions": Text(
        ar="توزيع الوحدات الجاهزة على القوائم بالأقدمية. يُعدّه موظف ويعتمده آخر.",
        en="Homes that are ready laid beside the lists by seniority. One official prepares, another approves.",
    ),
    "prepare-distribution": Text(
        ar="اختيار المشاريع والمحافظات لتوزيع جديد.", en="Choose projects and governorates of a new one."
    ),
    "distribution": Text(
        ar="توزيع واحد: المجموعات والمرشحون ومن لم يُرشح وسببه. يُحسب من جديد عند الاعتماد.",
        en="One distribution: its pools, who is nominated, who is not and why. It is computed anew on approval.",
    ),
    "distribution-report": Text(ar="تقرير التوزيع للطباعة.", en="The report of a distribution, for paper."),
    "offers": Text(
        ar="الترشيحات والعروض بحسب مراحلها، من فحص الشروط حتى التسليم.",
        en="Nominations and offers by stage, from the checks to the keys.",
    ),
    "handover-hours": Text(
        ar="مواعيد المعاينة والتسليم التي تختار منها الأسر.", en="The times households choose from for handover."
    ),
    "offer": Text(
        ar="عرض واحد: خطوته الحالية وما يلزمها، وما مضى منها.",
        en="One offer: the step it stands at, what that needs, and those before.",
    ),
    "hand-over": Text(
        ar="تسجيل التسليم: القراءات والعيوب والمفاتيح.", en="Record a handover: readings, defects and keys."
    ),
    "draws": Text(
        ar="السحوبات العلنية: ما أُعلن وما أُجري. يعلنها موظفان وتشارك فيها ثلاثة أطراف.",
        en="Public draws, announced and held. Two officials announce one, and three parties take part.",
    ),
    "new-draw": Text(ar="إعداد سحب: مجموعته ووحداته وموعده.", en="Prepare a draw: its pool, homes and hour."),
    "draw-draft": Text(
        ar="قوائم سحب قبل إعلانه. يعلنها موظف غير من ثبّتها.",
        en="Lists of a draw before it is announced, by another than froze them.",
    ),
    "draw-parties": Text(ar="من يمثل كل طرف في السحوبات.", en="Who speaks for each party of the draws."),
    "draw": Text(
        ar="سحب واحد: التعهدات والأرقام السرية ورقم المصدر العلني والنتيجة.",
        en="One draw: commitments, secrets, the public number and the result.",
    ),
}
