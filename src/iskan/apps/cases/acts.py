"""What two officials do together to a case: seal it, correct or confirm its filing, revoke its document."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.accounts.queries import names_of
from iskan.apps.cases.models import Case
from iskan.apps.cases.operations import correcting, documents, holding, sealing, taking_back, witnessing
from iskan.apps.cases.queries.holds import hold_of
from iskan.apps.cases.queries.scoped import sees_case, service_of, visible_cases
from iskan.apps.cases.rules import is_in_own_household
from iskan.apps.documents.models import IssuedDocument
from iskan.apps.notifications.operations import tell
from iskan.core.acts import JointAct
from iskan.core.display import shown
from iskan.core.refusal import OwnHousehold
from iskan.core.text import Text, listed
from iskan.foundation.acts import Terms, carries_out_act
from iskan.foundation.scope import Scope
from iskan.policy.acts import CONFIRM_COUNTER, CORRECT_ANSWER, LIFT_HOLD, REOPEN_CASE, REVOKE_DOCUMENT, SEAL_CASE
from iskan.policy.messages import DOCUMENT_REVOKED, DOCUMENT_REVOKED_BODY


class _RevokeDocument:
    """Its subject is the issued document, by its id."""

    act: JointAct = REVOKE_DOCUMENT

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return visible_cases(scope).filter(reference=_issued(subject).case_reference).exists()

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        require_other_household(scope, _issued(subject).case_reference)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        documents.require_revocable(scope=scope, reference=_issued(subject).case_reference, issued_id=int(subject))

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        issued = _issued(subject)
        documents.revoke_case_document(
            scope=scope, reference=issued.case_reference, issued_id=issued.pk, reason=reason, at=at
        )
        words: dict[str, Text | str] = {
            "document": Text(ar=issued.name_ar, en=issued.name_en), "reference": issued.case_reference,
            "reason": reason,
        }  # fmt: skip
        tell(
            user_id=issued.holder_id, event=f"revoked:{issued.pk}", subject=DOCUMENT_REVOKED.format(**words),
            body=DOCUMENT_REVOKED_BODY.format(**words), case_reference=issued.case_reference, at=at,
        )  # fmt: skip

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        issued = _issued(subject)
        return (
            (Text(ar="المعاملة", en="Case"), issued.case_reference),
            (Text(ar="المستند", en="Document"), Text(ar=issued.name_ar, en=issued.name_en)),
        )


class _SealCase:
    """Its subject is the case, by its reference; its terms name the readers, and none where the seal is lifted."""

    act: JointAct = SEAL_CASE

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return sees_case(scope, subject)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        require_other_household(scope, subject)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:
        sealing.check_seal(scope=scope, reference=subject, readers=terms["readers"], at=at)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        sealing.set_seal(scope=scope, reference=subject, readers=terms["readers"], at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        case = (Text(ar="المعاملة", en="Case"), subject)
        if not terms["readers"]:
            return (case, (Text(ar="المقترح", en="Proposed"), Text(ar="رفع الحجب", en="Lift the seal")))
        names = names_of(frozenset(terms["readers"])).values()
        return (case, (Text(ar="المصرح لهم بالاطلاع", en="May read it"), listed(names)))


class _LiftHold:
    """Its subject is the case, by its reference."""

    act: JointAct = LIFT_HOLD

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return sees_case(scope, subject)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        require_other_household(scope, subject)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        holding.require_held(scope=scope, reference=subject)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        holding.lift_hold(scope=scope, reference=subject, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        held = hold_of(Case.objects.get(reference=subject))
        why = ((Text(ar="سبب منع المحو", en="Why it was held"), held.reason),) if held else ()
        return ((Text(ar="المعاملة", en="Case"), subject), *why)


class _CorrectAnswer:
    """Its subject is the case, by its reference; its terms the question, the answer and the one it replaces."""

    act: JointAct = CORRECT_ANSWER

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return sees_case(scope, subject)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        require_other_household(scope, subject)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        correcting.check_correction(scope=scope, reference=subject, terms=terms)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:
        correcting.correct_answer(scope=scope, reference=subject, terms=terms, reason=reason, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:
        service = service_of(Case.objects.get(reference=subject))
        question = next(one for one in service.questions() if one.code == terms["question"])
        return (
            (Text(ar="المعاملة", en="Case"), subject),
            (Text(ar="السؤال", en="Question"), question.label),
            (Text(ar="الإجابة المسجلة", en="Answer on record"), shown(question, terms["was"])),
            (Text(ar="الإجابة المصححة", en="Corrected answer"), shown(question, terms["answer"])),
        )


class _ReopenCase:
    """Its subject is the case, by its reference."""

    act: JointAct = REOPEN_CASE

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return sees_case(scope, subject)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        require_other_household(scope, subject)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        taking_back.check_reopening(scope=scope, reference=subject)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        taking_back.reopen_case(scope=scope, reference=subject, reason=reason, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        case = Case.objects.get(reference=subject)
        refused = case.decisions.exclude(outcome="").filter(replaced_at__isnull=True).first()
        why = ((Text(ar="سبب الرفض", en="Why it was refused"), refused.reason),) if refused else ()
        return (
            (Text(ar="المعاملة", en="Case"), subject),
            (Text(ar="الخدمة", en="Service"), service_of(case).name),
            *why,
        )


class _ConfirmCounter:
    """Its subject is the case, by its reference."""

    act: JointAct = CONFIRM_COUNTER

    def may_see(self, *, scope: Scope, subject: str) -> bool:
        return sees_case(scope, subject)

    def require_apart(self, *, scope: Scope, subject: str, terms: Terms) -> None:  # noqa: ARG002 -- asked of all
        require_other_household(scope, subject)

    def examine(self, *, scope: Scope, subject: str, terms: Terms, at: datetime) -> None:  # noqa: ARG002 -- asked of all
        witnessing.require_unwitnessed(scope=scope, reference=subject)

    def carry_out(self, *, scope: Scope, subject: str, terms: Terms, reason: str, at: datetime) -> None:  # noqa: ARG002 -- handed to all
        witnessing.confirm_counter(scope=scope, reference=subject, at=at)

    def shown(self, *, subject: str, terms: Terms) -> Sequence[tuple[Text, Text | str]]:  # noqa: ARG002 -- asked of all
        case = Case.objects.select_related("applicant", "filing").get(reference=subject)
        lines: list[tuple[Text, Text | str]] = [
            (Text(ar="المعاملة", en="Case"), subject),
            (Text(ar="الخدمة", en="Service"), service_of(case).name),
        ]
        if (filing := getattr(case, "filing", None)) is not None and filing.official_id:
            known = Text(ar="وسيلة التحقق من مقدم الطلب", en="How the applicant was identified")
            lines.append((known, filing.identification))
        taken = case.consent_requests.exclude(identification="").order_by("pk")
        identified = Text(ar="وسيلة التحقق ممن أجاب", en="How whoever answered was identified")
        return (*lines, *((identified, one.identification) for one in taken))


def require_other_household(scope: Scope, reference: str) -> None:
    """Refuse an official of the household a case is of."""
    case = Case.objects.select_related("applicant").filter(reference=reference).first()
    if case is not None and is_in_own_household(scope, case):
        raise OwnHousehold


def _issued(subject: str) -> IssuedDocument:
    return IssuedDocument.objects.get(pk=int(subject))


carries_out_act(_RevokeDocument())
carries_out_act(_SealCase())
carries_out_act(_LiftHold())
carries_out_act(_CorrectAnswer())
carries_out_act(_ReopenCase())
carries_out_act(_ConfirmCounter())
