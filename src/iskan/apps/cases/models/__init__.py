"""What a case remembers: itself, its trail, its checks, its evidence and its decision."""

from iskan.apps.cases.models.case import (
    Application,
    Case,
    CaseEvent,
    CaseNote,
    ClockPause,
    DeclarationMade,
    ErasureHold,
)
from iskan.apps.cases.models.checks import CaseAssessment, CaseFact, RegisterAnswer, RegisterRun
from iskan.apps.cases.models.consents import ConsentRequest
from iskan.apps.cases.models.contacts import ContactEntry, KeptPromise
from iskan.apps.cases.models.decisions import Decision, ExceptionEntry
from iskan.apps.cases.models.desk import CasePresence
from iskan.apps.cases.models.evidence import CitizenRequest, EvidenceItem
from iskan.apps.cases.models.filing import Filing

__all__ = [
    "Application",
    "Case",
    "CaseAssessment",
    "CaseEvent",
    "CaseFact",
    "CaseNote",
    "CasePresence",
    "CitizenRequest",
    "ClockPause",
    "ConsentRequest",
    "ContactEntry",
    "Decision",
    "DeclarationMade",
    "ErasureHold",
    "EvidenceItem",
    "ExceptionEntry",
    "Filing",
    "KeptPromise",
    "RegisterAnswer",
    "RegisterRun",
]
