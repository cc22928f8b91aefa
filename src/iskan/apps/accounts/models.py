"""People who sign in: citizens by the national eKey, officials by password and second factor."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from iskan.apps.accounts.enums import Assurance, ContactOutcome, DelegationEnd, Language
from iskan.core.roles import OF_PARTNERS, ROLES_APART
from iskan.foundation.reading import RelatedValues


class Department(models.Model):
    """An office of the ministry that decides cases; once two officials named it, what is declared no longer does."""

    code = models.SlugField(max_length=40, unique=True)
    name_ar = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    named_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class User(AbstractBaseUser, PermissionsMixin):
    """A citizen signs in by personal number; an official has roles and a department. Nobody is both.

    Whoever works for a ``partner`` body outside the ministry has one of its roles and no department.
    ``official_cpr`` is an official's own number, kept so that they decide nothing on their own household.
    ``holds_delegations`` spares everyone else a look at the delegations on each page. ``related`` are the values
    read together with the session, if the account came that way.
    """

    related: RelatedValues | None = None

    username = models.CharField(max_length=80, unique=True)
    cpr = models.CharField(max_length=9, unique=True, null=True, blank=True)
    official_cpr = models.CharField(max_length=9, unique=True, null=True, blank=True)
    name_ar = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=16, blank=True)
    iban = models.CharField(max_length=22, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ARABIC)
    assurance = models.CharField(max_length=10, choices=Assurance.choices, blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT)
    roles = ArrayField(models.CharField(max_length=20), default=list)
    partner = models.CharField(max_length=40, blank=True, default="", db_default="")
    holds_delegations = models.BooleanField(default=False)
    gets_inbox_mail = models.BooleanField(default=True, db_default=True)
    password_is_temporary = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    died_on = models.DateField(null=True, blank=True)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        indexes = [
            models.Index(fields=["phone"], name="reached_at_phone"),
            models.Index(Upper("email"), name="reached_at_email"),
        ]
        constraints = [
            models.CheckConstraint(name="citizen_or_official", condition=Q(cpr__isnull=True) | Q(roles=[])),
            models.CheckConstraint(
                name="cpr_has_nine_digits", condition=Q(cpr__isnull=True) | Q(cpr__regex=r"^\d{9}$")
            ),
            models.CheckConstraint(
                name="official_cpr_has_nine_digits",
                condition=Q(official_cpr__isnull=True) | Q(cpr__isnull=True, official_cpr__regex=r"^\d{9}$"),
            ),
            models.CheckConstraint(
                name="partners_people_have_their_roles",
                condition=Q(partner="") & ~Q(roles__overlap=sorted(OF_PARTNERS))
                | ~Q(partner="") & Q(roles__overlap=sorted(OF_PARTNERS), department__isnull=True),
            ),
            *(
                models.CheckConstraint(
                    name=f"never_{one.value}_and_{other.value}",
                    condition=~Q(roles__contains=[one.value, other.value]),
                )
                for one, other in ROLES_APART
            ),
        ]

    def __str__(self) -> str:
        return self.username


class ContactChange(models.Model):
    """Contact details a citizen asked to have changed: they take effect after a while, unless they stop it before.

    A detail that is not to change is empty.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="contact_changes")
    phone = models.CharField(max_length=16, blank=True)
    email = models.EmailField(blank=True)
    iban = models.CharField(max_length=22, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=ContactOutcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(outcome=""), name="one_open_contact_change"),
            models.CheckConstraint(
                name="ended_contact_change_has_its_time",
                condition=Q(outcome="", ended_at__isnull=True) | (~Q(outcome="") & Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(outcome=""), name="contact_changes_due")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.outcome or 'open'}"


class Session(AbstractBaseSession):
    """A visitor's session and, once they have signed in, whose it is."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")


class ApiClient(models.Model):
    """A machine of another body that may file some services for citizens; of its key only the digest is kept."""

    code = models.SlugField(max_length=40, unique=True)
    name_ar = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    key_digest = models.CharField(max_length=64, unique=True)
    services = ArrayField(models.CharField(max_length=60))
    hourly_limit = models.PositiveIntegerField(default=100)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class Delegation(models.Model):
    """One citizen's leave for another to act for them, between two days, until revoked.

    It counts for nothing until the delegate accepts it, and is shown to nobody but whom both the number and the name
    typed are of. Where no service is named it holds for each a delegate may use, where no act is, for every one.
    """

    principal = models.ForeignKey(User, on_delete=models.CASCADE, related_name="delegations_given")
    delegate = models.ForeignKey(User, on_delete=models.CASCADE, related_name="delegations_held")
    delegate_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    services = ArrayField(models.CharField(max_length=60), blank=True, default=list, db_default=[])
    acts = ArrayField(models.CharField(max_length=10), blank=True, default=list, db_default=[])
    first_day = models.DateField()
    last_day = models.DateField()
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=12, choices=DelegationEnd.choices, blank=True, default="", db_default="")
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="delegate_is_another", condition=~Q(principal=F("delegate"))),
            models.CheckConstraint(name="delegation_days_in_order", condition=Q(last_day__gte=F("first_day"))),
            models.UniqueConstraint(
                fields=["principal", "delegate"], condition=Q(revoked_at__isnull=True), name="one_standing_delegation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal_id} by {self.delegate_id}"


class Absence(models.Model):
    """The days an official is away, the first and the last included, and the colleague who stands in for them.

    ``ended_at`` is set where they came back earlier, or never went.
    """

    official = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    substitute = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="standing_in")
    first_day = models.DateField()
    last_day = models.DateField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="substitute_is_another", condition=~Q(official=F("substitute"))),
            models.CheckConstraint(name="absence_days_in_order", condition=Q(last_day__gte=F("first_day"))),
        ]
        indexes = [models.Index(fields=["last_day"], condition=Q(ended_at__isnull=True), name="absences_by_last_day")]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.first_day} to {self.last_day}"


class FieldDraft(models.Model):
    """What somebody is typing into a long field of a page and has not sent; never shown to anybody else.

    ``page`` and ``action`` are addresses without a language: the page the field stands on, and where its form goes.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    page = models.CharField(max_length=200)
    action = models.CharField(max_length=200)
    field = models.CharField(max_length=100)
    words = models.TextField()
    typed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "field"], name="one_draft_of_a_field"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.page} {self.field}"


class SavedFilter(models.Model):
    """A way an official narrows a list, by name: theirs, or shared with the department they were in when saving it.

    ``query`` is what the list's address asks, as the list itself writes it; ``is_default`` opens the list so for its
    owner.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    shared_with = models.ForeignKey(Department, null=True, on_delete=models.CASCADE, related_name="+")
    list_code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    query = models.JSONField()
    is_default = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "list_code", "name"], name="one_filter_a_name"),
            models.UniqueConstraint(
                fields=["owner", "list_code"], condition=Q(is_default=True), name="one_default_filter_a_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_code} of {self.owner_id}: {self.name}"


class FirstDayStep(models.Model):
    """A step of the first-day tour that an official has done."""

    official = models.ForeignKey(User, on_delete=models.CASCADE)
    step = models.CharField(max_length=40)
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["official", "step"], name="a_step_is_done_once")]

    def __str__(self) -> str:
        return f"{self.official_id} {self.step}"
