"""What the forecast takes where the past of the ministry's own projects is not yet known: assumptions, named as such."""

from iskan.core.forecast.supply import Assumptions, Spread
from iskan.core.text import Text

ASSUMED = Assumptions(
    slip=Spread(mean=0.25, deviation=0.35, count=8),
    shared=0.4,
    gate=Spread(mean=-1.0, deviation=0.7, count=8),
    keys=Spread(mean=-0.7, deviation=0.5, count=8),
    withdrawal=Spread(mean=-4.0, deviation=0.4, count=8),
)
ASSUMED_NOTE = Text(
    ar="قيمة تقديرية يُعمل بها إلى أن تُسجَّل خمس حالات على الأقل، ولم تحددها الوزارة",
    en="Assumed by the system until at least five cases are on record; not a figure of the ministry",
)
USUAL_YEARS = 3.0
RUNS = 1000
SEED = 20_260
CONDITION_NAMES = {
    "slip": Text(ar="تأخر المشاريع المنجزة عن مواعيدها", en="How late finished projects were"),
    "gate": Text(
        ar="المدة بين اكتمال البناء وتوصيل المرافق", en="Waiting for infrastructure once the building is done"
    ),
    "keys": Text(
        ar="المدة بين جاهزية الوحدة وتسلم مفتاحها (ترشيح وعرض وسحب وعقد)",
        en="From a ready home to its keys (nomination, offer, draw, contract)",
    ),
    "withdrawal": Text(ar="الخروج من القائمة دون وحدة", en="Leaving the list without a home"),
    "new": Text(ar="برامج جديدة بعد المشاريع المعلنة", en="New programmes after the announced projects"),
}
METHOD = (
    Text(
        ar="يُحاكى توزيع المشاريع المعلنة بترتيب الأقدمية ألف مرة، وفي كل مرة تتأخر المشاريع بقدر ما تأخرت مشاريع سابقة.",
        en="The list, in order of seniority, walks through the announced projects a thousand times; each time they are late as others have been.",
    ),
    Text(
        ar="لا تُسلَّم وحدات مشروع قبل اكتمال مرافقه من كهرباء وماء وطرق وصرف صحي واتصالات وعناوين.",
        en="No project's homes are handed over before its electricity, water, roads, sewage, telecom and addresses are done.",
    ),
    Text(
        ar="وحدات المشروع المحلي لأهالي محافظته، ووحدات المشروع العام للأقدم في جميع المحافظات.",
        en="A local project's homes go to its own governorate; a general project's to the most senior of all governorates.",
    ),
    Text(
        ar="لا يُحسب للأسرة إلا ما يجوز ترشيحها له كما في التوزيع نفسه: وحدات خدمتها الإسكانية، بعدد غرف النوم المقرر لحجمها متى حُدّد، وتُخصَّص الوحدات المهيأة أولًا للأسر التي ثبتت فيها إعاقة.",
        en="Only homes a household may be nominated to are counted for it, by the distribution's own rule: those of its programme, with the bedrooms set for its size once that is set, accessible homes first to households with a registered disability.",
    ),
    Text(
        ar="لم تُحدَّد بعد أنواع وحدات البرامج الجديدة، فتُحسب لجميع الأسر المنتظرة على قائمتها.",
        en="Which kinds of home new programmes will bring is not settled yet, so they are counted for every household of their list.",
    ),
    Text(
        ar="يقع موعد الدور ضمن النطاق المعروض في ثماني مرات من كل عشر، والسنة الأرجح أقرب السنوات إليه.",
        en="The turn comes within the range shown in eight cases of ten; the middle year is the likeliest guide.",
    ),
    Text(
        ar="التوقع تقدير لا يُعدّ التزامًا، ويُعاد حسابه كل ليلة وبعد كل حدث يغيّره.",
        en="A forecast is an estimate, not a promise. It is worked out anew every night and after each event that changes it.",
    ),
)
