"""What a line of the audit trail keeps besides who, when, what and on whom, in words."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final

from django.utils.translation import gettext as _

from iskan.apps.cases.enums import EvidenceVerdict, Identified, Overtaking
from iskan.apps.catalogue import queries as catalogue
from iskan.apps.draws.enums import BeaconSource, DrawStatus, RevealVerdict
from iskan.apps.housing_stock.enums import GateKind
from iskan.apps.waiting_lists.enums import CancellationGround, ChangeGround
from iskan.core.catalogue import Channel
from iskan.core.roles import Role
from iskan.core.text import Text, listed, same
from iskan.foundation.audit import without_numbers
from iskan.foundation.reading import cached_in_process
from iskan.integrations.discovery import registers
from iskan.policy.acts import ACTS
from iskan.policy.draw_parties import PARTIES
from iskan.policy.partners import BODIES
from iskan.policy.unit_classes import class_name
from iskan.surfaces.backoffice.presenters.trail import CHANNELS
from iskan.surfaces.ui.formatting import t

Words = Callable[[str], Text | str | None]
HIDDEN: Final = frozenset({"page", "named", "session"})
LABELS: Final = {
    "about": Text(ar="موضوعه", en="About"),
    "act": Text(ar="الإجراء", en="Act"),
    "acts": Text(ar="ما يجريه المفوَّض", en="What the delegate may do"),
    "address": Text(ar="الصفحة", en="Page"),
    "after": Text(ar="بعد التغيير", en="After"),
    "applications": Text(ar="عدد الطلبات", en="Applications"),
    "asked": Text(ar="أساس السؤال", en="Asked by"),
    "at_counter": Text(ar="في مركز الخدمة", en="At the service centre"),
    "before": Text(ar="قبل التغيير", en="Before"),
    "boundary": Text(ar="رقم الحدود", en="Boundary"),
    "building": Text(ar="المبنى", en="Building"),
    "by": Text(ar="أُقفل بـ", en="Closed by"),
    "cancellation": Text(ar="رقم اقتراح الإلغاء", en="Number of the cancellation"),
    "cases": Text(ar="عدد المعاملات", en="Cases"),
    "changed": Text(ar="عدد ما تغيّر", en="Changed"),
    "channel": Text(ar="طريقة التقديم", en="Channel"),
    "commitment": Text(ar="بصمة التعهد", en="Digest of the commitment"),
    "consent": Text(ar="الموافقة", en="Consent"),
    "corners": Text(ar="عدد نقاط الحدود", en="Points of the boundary"),
    "count": Text(ar="العدد", en="Number"),
    "created": Text(ar="عدد ما أُضيف", en="Added"),
    "delegate_id": Text(ar="حساب المفوَّض", en="Delegate's account"),
    "department_id": Text(ar="رقم الإدارة", en="Department's number"),
    "digest": Text(ar="البصمة الرقمية", en="Digest"),
    "document": Text(ar="المستند", en="Document"),
    "entry": Text(ar="رقم الاستثناء", en="Number of the exception"),
    "erased": Text(ar="ما مُحي", en="Erased"),
    "event": Text(ar="الحدث", en="Event"),
    "evidence": Text(ar="نوع المستند", en="Kind of document"),
    "fault": Text(ar="الخلل", en="Fault"),
    "fields": Text(ar="ما تغيّر", en="What changed"),
    "files": Text(ar="عدد الملفات", en="Files"),
    "filled": Text(ar="عدد الوحدات", en="Homes"),
    "first_day": Text(ar="أول يوم", en="First day"),
    "found": Text(ar="عدد النتائج", en="Found"),
    "gate": Text(ar="المرفق", en="Gate"),
    "given_in": Text(ar="قُدّم في", en="Given in"),
    "ground": Text(ar="السبب", en="Ground"),
    "identified_by": Text(ar="وسيلة التحقق", en="Identified by"),
    "inputs": Text(ar="بصمة ما بُني عليه", en="Digest of what it rests on"),
    "issued_id": Text(ar="رقم الوثيقة", en="Number of the document"),
    "item": Text(ar="رقم المستند", en="Number of the document"),
    "job": Text(ar="العملية", en="Job"),
    "kind": Text(ar="النوع", en="Kind"),
    "last_day": Text(ar="آخر يوم", en="Last day"),
    "lines": Text(ar="عدد الأسطر", en="Lines"),
    "list_hash": Text(ar="بصمة القوائم", en="Digest of the lists"),
    "member_count": Text(ar="عدد أفراد الأسرة", en="Members of the household"),
    "method": Text(ar="طريقة الدخول", en="Way of signing in"),
    "moved": Text(ar="عدد ما تغيّر ترتيبه", en="Moved"),
    "nominated": Text(ar="المرشحون", en="Nominated"),
    "note": Text(ar="رقم الملاحظة", en="Number of the note"),
    "offer": Text(ar="رقم العرض", en="Number of the offer"),
    "outcome": Text(ar="بصمة النتيجة", en="Digest of the outcome"),
    "party": Text(ar="الطرف", en="Party"),
    "people": Text(ar="عدد الأشخاص", en="People"),
    "percent": Text(ar="نسبة الإنجاز", en="Percentage"),
    "phase": Text(ar="المرحلة", en="Phase"),
    "projects": Text(ar="المشاريع", en="Projects"),
    "purpose": Text(ar="الغرض", en="Purpose"),
    "readers": Text(ar="المصرح لهم", en="Readers"),
    "reason": Text(ar="السبب", en="Reason"),
    "register": Text(ar="السجل", en="Register"),
    "removed": Text(ar="عدد ما أُزيل", en="Removed"),
    "replaces": Text(ar="يحل محل", en="Replaces"),
    "restored": Text(ar="عدد ما أُعيد", en="Restored"),
    "roles": Text(ar="الصلاحيات", en="Roles"),
    "round": Text(ar="الإصدار رقم", en="Round"),
    "row": Text(ar="رقم النسخة", en="Number of the version"),
    "rows": Text(ar="عدد الصفوف", en="Rows"),
    "rule": Text(ar="القاعدة", en="Rule"),
    "services": Text(ar="الخدمات", en="Services"),
    "shown": Text(ar="ما ظهر", en="Shown"),
    "since": Text(ar="منذ آخر تحقق فقط", en="Since the last verification only"),
    "slot": Text(ar="رقم الموعد", en="Number of the appointment"),
    "source": Text(ar="المصدر", en="Source"),
    "stage": Text(ar="المرحلة", en="Stage"),
    "status": Text(ar="رمز الرد", en="Answered with"),
    "to": Text(ar="إلى", en="To"),
    "trail": Text(ar="الاطلاع على السجل لا على الملف", en="The trail was read, not the file"),
    "under": Text(ar="برقم شخصي آخر", en="Under another personal number"),
    "unit_class": Text(ar="فئة الوحدات", en="Class of homes"),
    "unit_count": Text(ar="عدد الوحدات", en="Homes"),
    "verdict": Text(ar="النتيجة", en="Verdict"),
    "version": Text(ar="رقم الإصدار", en="Version"),
    "was": Text(ar="الحالة السابقة", en="State before"),
}
"""What parts of a line's detail are called; those of versions of the product that are gone keep their own names."""


def detail_words(detail: Mapping[str, Any], people: Mapping[int, Text]) -> str:
    """Return what a line keeps besides, each part with its name; ``people`` are the officials it may name."""
    # Lines of before numbers were left out keep theirs, as the trail is added to only: they are left out here.
    told = ((key, without_numbers(value)) for key, value in detail.items() if _is_told(key, value))
    return " · ".join(f"{t(LABELS.get(key, same(key)))}: {t(_value(key, value, people))}" for key, value in told)


def _is_told(key: str, value: Any) -> bool:
    return value not in (None, "", [], {}) and key not in HIDDEN


def _value(key: str, value: Any, people: Mapping[int, Text]) -> Text | str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return listed(_value(key, one, people) for one in value)
    if isinstance(value, dict):
        return "، ".join(f"{name} {count}" for name, count in value.items())
    if isinstance(value, int) and key in {"to", "readers", "delegate_id"}:
        return people.get(value, str(value))
    words = _VALUES[key](str(value)) if key in _VALUES else None
    return words or str(value)


def _one_of(*kinds: type[Enum]) -> Words:
    labels = {str(member.value): member for kind in kinds for member in kind}
    return lambda code: str(labels[code].label) if code in labels else None  # type: ignore[attr-defined] # choices of Django's


@cached_in_process(maxsize=1)
def _stages() -> dict[str, Text]:
    return {stage.code: stage.name for service in catalogue.services() for stage in service.lifecycle.stages}


@cached_in_process(maxsize=1)
def _evidence() -> dict[str, Text]:
    return {kind.code: kind.name for service in catalogue.services() for kind in service.evidence}


def _purpose(code: str) -> Text | None:
    """Return why something was read: the household's file, or what a service asks a register for."""
    if code in _PURPOSES:
        return _PURPOSES[code]
    service, _dot, register = code.partition(".")
    if service not in catalogue.declared() or register not in registers():
        return None
    of, asked = catalogue.declared()[service].name, registers()[register].name
    return Text(ar=f"{of.ar} · {asked.ar}", en=f"{of.en} · {asked.en}")


HOUSEHOLD_FILE: Final = "household_file"
_PURPOSES: Final = {HOUSEHOLD_FILE: Text(ar="ملف الأسرة", en="Household file")}
_VALUES: Final[Mapping[str, Words]] = {
    "act": {act.code: act.name for act in ACTS}.get,
    "body": lambda code: BODIES[code].name if code in BODIES else None,
    "by": _one_of(Overtaking),
    "channel": {channel.value: words for channel, words in CHANNELS.items() if isinstance(channel, Channel)}.get,
    "evidence": lambda code: _evidence().get(code),
    "gate": _one_of(GateKind),
    "ground": _one_of(ChangeGround, CancellationGround),
    "identified_by": _one_of(Identified),
    "party": PARTIES.get,
    "purpose": _purpose,
    "register": lambda code: registers()[code].name if code in registers() else None,
    "roles": {role.value: role.words for role in Role}.get,
    "services": lambda code: catalogue.declared()[code].name if code in catalogue.declared() else None,
    "source": _one_of(BeaconSource),
    "stage": lambda code: _stages().get(code),
    "to": {"ar": Text(ar="العربية", en="Arabic"), "en": Text(ar="الإنجليزية", en="English")}.get,
    "unit_class": class_name,
    "verdict": _one_of(EvidenceVerdict, RevealVerdict),
    "was": _one_of(DrawStatus),
}
"""How the codes of a part of the detail are said."""
