"""What personal data this app and what stands under all apps hold, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, NOBODY, OF_RECORD, OF_THE_SYSTEM, PROTECT, PROVE, RUN

HELD: Final = (
    Held(
        model="procrastinate.ProcrastinateWorker",
        what=Text(ar="العمليات العاملة", en="Workers"),
        purpose=RUN,
        receivers=(NOBODY,),
        plain=fields("id last_heartbeat"),
    ),
    Held(
        model="procrastinate.ProcrastinateJob",
        what=Text(ar="العمليات الخلفية، وفيها أرقام المعاملات", en="Background jobs, which name cases by number"),
        purpose=RUN,
        receivers=(NOBODY,),
        personal={**of_kind(DataKind.COURSE, "args")},
        plain=fields(
            "id queue_name task_name priority lock status scheduled_at attempts queueing_lock abort_requested worker"
        ),
        kept=("jobs",),
        given=OF_THE_SYSTEM,
    ),
    Held(
        model="procrastinate.ProcrastinateEvent",
        what=Text(ar="أوقات العمليات الخلفية", en="Times of background jobs"),
        purpose=RUN,
        receivers=(NOBODY,),
        plain=fields("id job type at"),
        kept=("jobs",),
    ),
    Held(
        model="procrastinate.ProcrastinatePeriodicDefer",
        what=Text(ar="مواعيد العمليات الدورية", en="When periodic jobs were queued"),
        purpose=RUN,
        receivers=(NOBODY,),
        plain=fields("id task_name defer_timestamp job periodic_id"),
        kept=("jobs",),
    ),
    Held(
        model="foundation.AuditEntry",
        what=Text(ar="سجل التدقيق: من اطلع ومن تصرف ومتى", en="The audit trail: who read and who acted, when"),
        purpose=PROVE,
        receivers=(AUDITORS,),
        personal={**of_kind(DataKind.STAFF, "actor_id actor_role"), **of_kind(DataKind.COURSE, "subject detail")},
        plain=fields("id at recorded_at recorded_by action subject_kind"),
        given=OF_RECORD,
    ),
    Held(
        model="foundation.AuditLink",
        what=Text(ar="حلقات سجل التدقيق", en="Links of the audit trail"),
        purpose=PROVE,
        receivers=(AUDITORS,),
        plain=fields("id lane entry digest"),
    ),
    Held(
        model="foundation.RateCount",
        what=Text(ar="عدادات المحاولات", en="Counters of attempts"),
        purpose=PROTECT,
        receivers=(NOBODY,),
        personal={**of_kind(DataKind.SIGN_IN, "key")},
        plain=fields("window_starts_at count"),
        kept=("counters",),
    ),
    Held(
        model="privacy.ErasureRun",
        what=Text(ar="مرات تطبيق قواعد الحفظ", en="Runs of the rules of retention"),
        purpose=PROVE,
        receivers=(AUDITORS,),
        plain=fields("id at"),
    ),
    Held(
        model="privacy.Erasure",
        what=Text(ar="بصمات ما مُحي", en="Digests of what was erased"),
        purpose=PROVE,
        receivers=(AUDITORS,),
        personal=of_kind(DataKind.COURSE, "digest"),
        plain=fields("id run rule"),
        given=OF_THE_SYSTEM,
    ),
)
