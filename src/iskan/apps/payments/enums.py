"""Choices of the payments."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ChargeState(TextChoices):
    """How a charge stands; what is paid stays paid, whatever is given back of it."""

    DUE = "due", _("To be paid")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("No longer due")


class PaymentState(TextChoices):
    """How one attempt at paying stands, as the provider last told."""

    OPEN = "open", _("Open at the provider")
    CAPTURED = "captured", _("Paid")
    REFUSED = "refused", _("Refused by the bank")
    CANCELLED = "cancelled", _("Given up by the payer")
    EXPIRED = "expired", _("Not paid in time")


class CaptureUse(TextChoices):
    """What became of money that arrived: it settled its charge, or there was nothing left to settle."""

    SETTLES = "settles", _("Settled the charge")
    SURPLUS = "surplus", _("Not owed")


class RefundReason(TextChoices):
    """Why money goes back to whoever paid it."""

    PAID_TWICE = "paid_twice", _("Paid twice")
    NOT_DUE = "not_due", _("Paid after it was no longer due")
    AGREED = "agreed", _("Agreed by two officials")


class RefundState(TextChoices):
    """How a refund stands."""

    ASKED = "asked", _("On its way")
    DONE = "done", _("Given back")
    REFUSED = "refused", _("Refused by the provider")


class PostingKind(TextChoices):
    """What an entry in the ledger tells of; of one thing there is one posting of a kind."""

    CAPTURED = "captured", _("Payment received")
    REFUNDED = "refunded", _("Given back")
    SETTLED = "settled", _("Paid out by the provider")
    OWED = "owed", _("Owed to somebody")
    PAID_OUT = "paid_out", _("Paid to an account")
    RETURNED = "returned", _("Came back from the bank")


class DifferenceKind(TextChoices):
    """How a settlement and our own record differ."""

    UNKNOWN_HERE = "unknown_here", _("In the settlement, not on our record")
    NOT_SETTLED = "not_settled", _("On our record, not in the settlement")
    OTHER_AMOUNT = "other_amount", _("Another amount in the settlement")


class PayoutState(TextChoices):
    """How what is paid out stands."""

    AGREED = "agreed", _("Waits for finance")
    RELEASED = "released", _("Released")
    IN_FILE = "in_file", _("With the bank")
    PAID = "paid", _("Paid")
    REFUSED = "refused", _("The bank refused it")


class FileState(TextChoices):
    """How a payment file stands."""

    MADE = "made", _("To be handed over")
    HANDED = "handed", _("With the bank")
    ANSWERED = "answered", _("Answered in full")
    REFUSED = "refused", _("Not taken by the bank")


class TransferOutcome(TextChoices):
    """What became of a transfer; what was paid may still come back."""

    PAID = "paid", _("Paid")
    REFUSED = "refused", _("Refused")
    RETURNED = "returned", _("Came back")


class BankDocumentKind(TextChoices):
    """What a bank tells by."""

    STATUS = "status", _("Answer to an order")
    STATEMENT = "statement", _("Statement of the account")
