"""What is paid out: what two officials agreed to, the files a bank was handed, each transfer and what it answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.payments.enums import BankDocumentKind, FileState, PayoutState, TransferOutcome
from iskan.apps.payments.models.charges import Charge, LedgerAccount, Refund

_STOOD_IN = (PayoutState.RELEASED, PayoutState.IN_FILE, PayoutState.PAID)


class Payout(models.Model):
    """What somebody is owed and is paid once: ``event`` is what for, ``account`` what it is taken from in the ledger.

    ``iban`` is the account the second official of finance released it to; it is the payee's own, as it stood then.
    """

    reference = models.CharField(max_length=16, unique=True)
    event = models.CharField(max_length=80, unique=True)
    case_reference = models.CharField(max_length=16, db_index=True)
    payee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="payouts")
    account = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="payouts")
    charge = models.ForeignKey(Charge, null=True, on_delete=models.PROTECT, related_name="payouts")
    refund = models.OneToOneField(Refund, null=True, on_delete=models.PROTECT, related_name="payout")
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    fils = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=PayoutState.choices, default=PayoutState.AGREED)
    iban = models.CharField(max_length=22, blank=True)
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fils__gt=0), name="a_payout_is_of_something"),
            models.CheckConstraint(
                condition=~Q(state__in=_STOOD_IN) | ~Q(iban=""), name="a_released_payout_has_its_account"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PayoutState.PAID, PayoutState.REFUSED], ended_at__isnull=False)
                | (~Q(state__in=[PayoutState.PAID, PayoutState.REFUSED]) & Q(ended_at__isnull=True)),
                name="a_payout_ends_with_its_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "agreed_at", "id"], name="payouts_by_state"),
            models.Index(fields=["id"], name="payouts_released", condition=Q(state=PayoutState.RELEASED)),
        ]

    def __str__(self) -> str:
        return self.reference


class PaymentFile(models.Model):
    """An order of transfers a bank takes once, by its number; ``digest`` is of the document that was handed over."""

    message_id = models.CharField(max_length=35, unique=True)
    made_at = models.DateTimeField()
    execute_on = models.DateField()
    debtor = models.CharField(max_length=140)
    debtor_iban = models.CharField(max_length=22)
    count = models.PositiveIntegerField()
    fils = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=FileState.choices, default=FileState.MADE)
    handed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="files_open", condition=Q(state__in=[FileState.MADE, FileState.HANDED]))
        ]

    def __str__(self) -> str:
        return self.message_id


class Transfer(models.Model):
    """One attempt at paying a payout; there is a second only once the first was refused or came back."""

    end_to_end = models.CharField(max_length=35, unique=True)
    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="transfers")
    file = models.ForeignKey(PaymentFile, on_delete=models.PROTECT, related_name="transfers")
    holder = models.CharField(max_length=200)
    iban = models.CharField(max_length=22)
    fils = models.BigIntegerField()
    outcome = models.CharField(max_length=10, choices=TransferOutcome.choices, blank=True)
    reason = models.CharField(max_length=4, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payout"],
                condition=Q(outcome__in=["", TransferOutcome.PAID]),
                name="one_live_transfer_a_payout",
            ),
            models.CheckConstraint(condition=Q(fils__gt=0), name="a_transfer_is_of_something"),
        ]
        indexes = [models.Index(fields=["file"], name="transfers_unanswered", condition=Q(outcome=""))]

    def __str__(self) -> str:
        return self.end_to_end


class BankDocument(models.Model):
    """What the bank answered, by its place: the how-manieth answer to which order, or the statement of a day.

    ``strange`` names what in it could not be: a transfer that is not ours, another amount, paid after it was refused.
    """

    kind = models.CharField(max_length=10, choices=BankDocumentKind.choices)
    place = models.CharField(max_length=45)
    file = models.ForeignKey(PaymentFile, null=True, on_delete=models.PROTECT, related_name="answers")
    message_id = models.CharField(max_length=35)
    digest = models.CharField(max_length=64)
    told_count = models.PositiveIntegerField()
    strange = models.JSONField(default=list)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "place"], name="one_bank_document_a_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.place}"
