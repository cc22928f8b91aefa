"""Messages to people, one for each event, and what became of each on its way."""

from django.conf import settings
from django.db import models

from iskan.apps.notifications.enums import DeliveryStatus, Route


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
        indexes = [models.Index(fields=["user", "-created_at"], name="inbox")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Delivery(models.Model):
    """One way a message goes, and how far it got."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    route = models.CharField(max_length=10, choices=Route.choices)
    status = models.CharField(max_length=10, choices=DeliveryStatus.choices, default=DeliveryStatus.QUEUED)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    gateway_id = models.CharField(max_length=80, blank=True)
    fault = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "route"], name="one_delivery_a_route")]

    def __str__(self) -> str:
        return f"{self.route} of message {self.message_id}"
