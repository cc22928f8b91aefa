"""A draw, and each step of it as a row added once: the database refuses to change or take back any of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from iskan.apps.draws.enums import BeaconSource, RevealVerdict
from iskan.policy.draw_parties import PARTIES

PARTY_CHOICES = [(code, name.en) for code, name in PARTIES.items()]


class PartyMember(models.Model):
    """An official through whom a party of the draws speaks, until they are let go."""

    party = models.CharField(max_length=32, choices=PARTY_CHOICES)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(let_go_at__isnull=True), name="one_party_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.party}"


class Draw(models.Model):
    """The frozen terms. ``salt`` turns case references into tickets and is never published.

    ``classes`` counts candidates and units of each class, so that no page has to count a list.
    """

    reference = models.SlugField(max_length=16, unique=True)
    project_code = models.SlugField(max_length=60)
    project_ar = models.CharField(max_length=160)
    project_en = models.CharField(max_length=160)
    beacon_chain = models.CharField(max_length=64)
    beacon_round = models.BigIntegerField()
    parties = ArrayField(models.CharField(max_length=32))
    draws_at = models.DateTimeField()
    reveals_due_at = models.DateTimeField()
    list_hash = models.BinaryField()
    salt = models.BinaryField()
    classes = models.JSONField()
    candidate_count = models.PositiveIntegerField()
    unit_count = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="reveals_before_the_draw", condition=Q(reveals_due_at__lt=models.F("draws_at")))
        ]

    def __str__(self) -> str:
        return self.reference


class DrawFile(models.Model):
    """A published file, to the byte."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=32)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "name"], name="one_file_a_name")]

    def __str__(self) -> str:
        return self.name


class DrawTicket(models.Model):
    """Which case a ticket stands for; written with the freeze, known to the ministry and to the citizen alone."""

    pk = models.CompositePrimaryKey("draw", "ticket")
    draw = models.ForeignKey(
        Draw, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="tickets"
    )
    ticket = models.CharField(max_length=32, db_collation="C")
    drawn_class = models.CharField(max_length=32, db_collation="C")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="draw_tickets")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "case"], name="one_ticket_a_case")]

    def __str__(self) -> str:
        return self.ticket


class DrawCommitment(models.Model):
    """The hash by which a party binds itself to a secret before the announcement."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="commitments")
    party = models.CharField(max_length=32)
    digest = models.BinaryField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "party"], name="one_commitment_a_party"),
            models.UniqueConstraint(fields=["digest"], name="commitment_is_not_copied"),
        ]

    def __str__(self) -> str:
        return self.party


class DrawAnnouncement(models.Model):
    """From here on nothing of the lists or the terms may change."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="announcement")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"announced {self.at:%Y-%m-%d}"


class DrawReveal(models.Model):
    """A secret as a party gave it; one that does not count is kept too, with the reason."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="reveals")
    party = models.CharField(max_length=32)
    reveal = models.BinaryField()
    verdict = models.CharField(max_length=10, choices=RevealVerdict.choices)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "party"], condition=Q(verdict=RevealVerdict.COUNTED), name="one_counted_reveal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.verdict}"


class DrawBeacon(models.Model):
    """The announced round, its signature verified."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="beacon")
    chain = models.CharField(max_length=64)
    round = models.BigIntegerField()
    signature = models.BinaryField()
    source = models.CharField(max_length=10, choices=BeaconSource.choices)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"round {self.round}"


class DrawResult(models.Model):
    """What a ticket drew; no unit means the reserve of its class.

    No place is drawn twice: the database lets no draw end otherwise, and nothing be added to one that has ended. In the
    order of places results are read from the published file.
    """

    pk = models.CompositePrimaryKey("draw", "ticket")
    draw = models.ForeignKey(
        Draw, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="results"
    )
    ticket = models.CharField(max_length=32, db_collation="C")
    drawn_class = models.CharField(max_length=32, db_collation="C")
    position = models.PositiveIntegerField()
    unit = models.CharField(max_length=64, null=True, db_collation="C")  # noqa: DJ001 -- no unit is not an empty code

    def __str__(self) -> str:
        return f"{self.drawn_class} {self.position}"


class DrawOutcome(models.Model):
    """The end of a draw: one for each, for ever."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="outcome")
    randomness = models.BinaryField()
    seed = models.BinaryField()
    result_hash = models.BinaryField()
    left_out = models.JSONField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"drawn {self.at:%Y-%m-%d}"


class DrawCancellation(models.Model):
    """A draw that will not be held, and why."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="cancellation")
    reason = models.TextField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"cancelled {self.at:%Y-%m-%d}"


class DrawDraft(models.Model):
    """Lists as they were handed in, and what is wrong with them; frozen or discarded, it is gone."""

    project_code = models.SlugField(max_length=60)
    project_ar = models.CharField(max_length=160)
    project_en = models.CharField(max_length=160)
    draws_at = models.DateTimeField()
    candidates = models.JSONField()
    units = models.JSONField()
    faults = models.JSONField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.project_code}, {self.made_at:%Y-%m-%d}"
