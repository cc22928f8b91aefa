"""A case sent to a partner body, and its answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.cases.models import Case
from iskan.apps.partners.enums import HookEvent
from iskan.policy.partners import BODIES

BODY_CHOICES = [(code, body.name.en) for code, body in BODIES.items()]


class Referral(models.Model):
    """A case as one body was sent it, what it answered, and who answered for it.

    ``sent`` are the lines the service declares and no others, in words and as values, as they were on that day.
    ``answered_by`` is a person of the body, or nobody where its machine of the name ``client`` answered under a ``key``
    of its own choosing. ``ended_at`` is when its answer was no longer awaited, or its offer no longer stood.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    partner = models.CharField(max_length=40)
    body = models.CharField(max_length=40, choices=BODY_CHOICES)
    sent = models.JSONField()
    sent_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    client = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=80, blank=True)
    answer = models.CharField(max_length=40, blank=True)
    values = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "partner"],
                condition=Q(answered_at__isnull=True, ended_at__isnull=True),
                name="one_open_referral_a_partner",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="answered_with_an_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["body", "sent_at"],
                name="referrals_waiting",
                condition=Q(answered_at__isnull=True, ended_at__isnull=True),
            ),
            models.Index(fields=["body", "-answered_at"], name="referrals_answered"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.body}"

    @property
    def is_open(self) -> bool:
        """Whether the body's answer is awaited."""
        return self.answered_at is None and self.ended_at is None


class PartnerKey(models.Model):
    """A key by which a body's own system asks and answers; of the key itself only the digest is kept."""

    body = models.CharField(max_length=40, choices=BODY_CHOICES)
    name = models.CharField(max_length=60)
    key_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], condition=Q(revoked_at__isnull=True), name="one_key_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.name}"


class HookSecret(models.Model):
    """What a body's signing secret is derived from, with the installation's own key; the newest is in force."""

    body = models.CharField(max_length=40, choices=BODY_CHOICES)
    nonce = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"secret of {self.body}"


class HookDelivery(models.Model):
    """Something a body's system is told, kept before it is sent and until it was taken; it names no person."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="deliveries")
    delivery = models.UUIDField(unique=True)
    event = models.CharField(max_length=20, choices=HookEvent.choices)
    body = models.TextField()
    kept_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "event"], name="told_once_of_an_event")]

    def __str__(self) -> str:
        return f"{self.event} of {self.referral_id}"
