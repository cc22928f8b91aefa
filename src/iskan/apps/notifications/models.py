"""Messages to people, one for each event, and what became of each on its way."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from iskan.apps.notifications.enums import DeliveryFault, DeliveryStatus, Reaching, Route


class Message(models.Model):
    """What a person is told of one event; ``event`` names it, so that it is told once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages_received")
    event = models.CharField(max_length=80)
    case_reference = models.CharField(max_length=16, blank=True)
    subject_ar = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200)
    body_ar = models.TextField()
    body_en = models.TextField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "event"], name="one_message_an_event")]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="inbox"),
            models.Index(fields=["user"], name="unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["case_reference"], name="message_by_case", condition=~Q(case_reference="")),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Delivery(models.Model):
    """One way a message goes, and how far it got. ``next_try_at`` is set while another attempt is to come."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    route = models.CharField(max_length=10, choices=Route.choices)
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.QUEUED)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    gateway_id = models.CharField(max_length=80, blank=True)
    fault = models.CharField(max_length=20, choices=DeliveryFault.choices, blank=True)
    changed_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "route"], name="one_delivery_a_route")]
        indexes = [
            models.Index(fields=["-changed_at"], name="delivery_failed", condition=Q(status=DeliveryStatus.FAILED)),
            models.Index(fields=["next_try_at"], name="delivery_due", condition=Q(next_try_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.route} of message {self.message_id}"


class DeliveryAttempt(models.Model):
    """One try at one delivery, added only."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices)
    fault = models.CharField(max_length=20, choices=DeliveryFault.choices, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.status} at {self.at}"


class Unreached(models.Model):
    """A citizen messages do not reach by a ``route``: work of one official, however many messages failed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unreached")
    route = models.CharField(max_length=10, choices=Route.choices)
    opened_at = models.DateTimeField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Reaching.choices, blank=True)
    note = models.TextField(blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(settled_at__isnull=True), name="unreached_once_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"unreached {self.pk}"


class PostedLetter(models.Model):
    """A message an official printed and posted as a letter, since it reached its reader by no other way."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="posted")
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"letter of message {self.message_id}"
