"""What is due and how it is paid in, and the ledger: what arrived and what is posted is added to only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.payments.enums import (
    CaptureUse,
    ChargeState,
    DifferenceKind,
    PaymentState,
    PostingKind,
    RefundReason,
    RefundState,
)
from iskan.core.charges import ChargeKind
from iskan.core.ledger import AccountKind


class LedgerAccount(models.Model):
    """An account, as it was when it was first used; ``department`` is the office whose money it tells of, if any."""

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in AccountKind])
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    department = models.CharField(max_length=40, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.code


class LedgerPosting(models.Model):
    """What was entered at once; the database refuses one whose entries do not add up to nothing."""

    kind = models.CharField(max_length=12, choices=PostingKind.choices)
    subject = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="posted_once")]
        indexes = [models.Index(fields=["at", "id"], name="postings_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class LedgerEntry(models.Model):
    """One side of a posting: a debit above nothing, a credit below, in fils."""

    posting = models.ForeignKey(LedgerPosting, on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="entries")
    fils = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(fils=0), name="an_entry_moves_something")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.fils}"


class Charge(models.Model):
    """What somebody owes for a case, or leaves as a deposit; ``account`` is where it is earned or held."""

    reference = models.CharField(max_length=16, unique=True)
    case_reference = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ChargeKind])
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    payer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="charges")
    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="charges")
    fils = models.BigIntegerField()
    is_refundable = models.BooleanField()
    state = models.CharField(max_length=10, choices=ChargeState.choices, default=ChargeState.DUE)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_reference", "kind"], name="one_charge_of_a_kind"),
            models.CheckConstraint(condition=Q(fils__gt=0), name="a_charge_is_of_something"),
            models.CheckConstraint(
                condition=Q(state=ChargeState.DUE, settled_at__isnull=True)
                | (~Q(state=ChargeState.DUE) & Q(settled_at__isnull=False)),
                name="a_charge_is_due_until_settled",
            ),
        ]
        indexes = [models.Index(fields=["state", "raised_at", "id"], name="charges_by_state")]

    def __str__(self) -> str:
        return self.reference


class Payment(models.Model):
    """One attempt at paying a charge on the provider's page; who pays may be the payer's delegate."""

    reference = models.CharField(max_length=16, unique=True)
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payments")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    provider_id = models.CharField(max_length=80, blank=True)
    page_url = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=PaymentState.choices, default=PaymentState.OPEN)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider_id"], condition=~Q(provider_id=""), name="one_provider_payment")
        ]
        indexes = [
            models.Index(fields=["started_at", "id"], name="payments_open", condition=Q(state=PaymentState.OPEN))
        ]

    def __str__(self) -> str:
        return self.reference


class Capture(models.Model):
    """Money that arrived, as the provider numbers it; a payment may bring it twice, and after its charge is gone."""

    provider_id = models.CharField(max_length=80, unique=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="captures")
    use = models.CharField(max_length=10, choices=CaptureUse.choices)
    fils = models.BigIntegerField()
    method = models.CharField(max_length=20)
    captured_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(fils__gt=0), name="a_capture_is_of_something")]
        indexes = [models.Index(fields=["captured_at", "id"], name="captures_by_time")]

    def __str__(self) -> str:
        return self.provider_id


class Refund(models.Model):
    """Money that goes back to whoever paid it, by the way it came."""

    reference = models.CharField(max_length=16, unique=True)
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="refunds")
    fils = models.BigIntegerField()
    reason = models.CharField(max_length=12, choices=RefundReason.choices)
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RefundState.choices, default=RefundState.ASKED)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(fils__gt=0), name="a_refund_is_of_something")]

    def __str__(self) -> str:
        return self.reference


class ProviderNotice(models.Model):
    """What the provider told by itself, kept before it is answered; ``handled_at`` says when it was acted on."""

    notice_id = models.CharField(max_length=80, unique=True)
    payment_reference = models.CharField(max_length=16, db_index=True)
    body = models.JSONField()
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["received_at"], name="notices_waiting", condition=Q(handled_at__isnull=True))]

    def __str__(self) -> str:
        return self.notice_id


class Settlement(models.Model):
    """What the provider said it took and gave back on a day, and what of it was paid out to the ministry's account."""

    day = models.DateField(unique=True)
    received_at = models.DateTimeField()
    captured_fils = models.BigIntegerField()
    refunded_fils = models.BigIntegerField()
    commission_fils = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.day}"


class SettlementLine(models.Model):
    """One line of a settlement: a capture by the provider's number or a refund by our reference."""

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=10)
    number = models.CharField(max_length=80, db_index=True)
    payment_reference = models.CharField(max_length=40)
    fils = models.BigIntegerField()
    commission_fils = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Difference(models.Model):
    """Where a settlement and our own record differ; it waits until an official of finance says what it was."""

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="differences")
    kind = models.CharField(max_length=14, choices=DifferenceKind.choices)
    number = models.CharField(max_length=80)
    payment_reference = models.CharField(max_length=40)
    ours_fils = models.BigIntegerField(null=True)
    theirs_fils = models.BigIntegerField(null=True)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["settlement", "number"], name="one_difference_a_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class DifferenceClosure(models.Model):
    """What a difference was, in the words of whoever looked into it."""

    difference = models.OneToOneField(Difference, on_delete=models.PROTECT, related_name="closure")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"closure of {self.difference_id}"
