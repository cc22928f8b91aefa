"""Choices of the cases app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    """What a line of a case's trail tells."""

    TRANSITION = "transition", _("Moved to another stage")
    ASSIGNMENT = "assignment", _("Assigned")
    EVIDENCE = "evidence", _("Document reviewed")
    REGISTER = "register", _("Register asked")
    OBJECTION = "objection", _("Citizen objected to a register's fact")
    EXCEPTION = "exception", _("Exception")
    EDIT = "edit", _("Details corrected")
    CONSENT = "consent", _("Consent asked")
    REQUEST = "request", _("Request to the applicant")


class WaitsOn(models.TextChoices):
    """On whom an open case waits, where an official it is assigned to cannot go on with it."""

    NOBODY = "", _("Ready to be worked on")
    APPLICANT = "applicant", _("Waiting for the applicant")
    CONSENT = "consent", _("Waiting for a consent")
    REGISTERS = "registers", _("Waiting for registers and other bodies")
    COLLEAGUE = "colleague", _("Waiting for another official")


class Identified(models.TextChoices):
    """How an official who files for a citizen knows who they are."""

    CARD = "card", _("Present, with their identity card")
    ANSWERS = "answers", _("On the phone, by their answers to questions")


class RequestEnding(models.TextChoices):
    """How a request to the applicant ended."""

    ANSWERED = "answered", _("Answered")
    TAKEN = "taken", _("Answer entered by an official")
    RECALLED = "recalled", _("Recalled")
    UNANSWERED = "unanswered", _("Not answered in time")
    OVERTAKEN = "overtaken", _("Ended with the case")


class ContestFinding(models.TextChoices):
    """What came of an answer its applicant says is not theirs."""

    STANDS = "stands", _("The answer stands")
    SET_ASIDE = "set_aside", _("The answer is set aside")


class SpokenBy(models.TextChoices):
    """How an official and an applicant spoke outside the system."""

    CALLED_US = "called_us", _("They called")
    WE_CALLED = "we_called", _("We called them")
    VISIT = "visit", _("They came to us")
    OTHER = "other", _("In another way")


class CheckStatus(models.TextChoices):
    """How far a register check has come."""

    PENDING = "pending", _("Waiting for the register")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused by the register")
    NOT_FOUND = "not_found", _("Not in the register")
    DENIED = "denied", _("Not asked: somebody did not agree")


class EvidenceVerdict(models.TextChoices):
    """What an official thinks of a document."""

    PENDING = "pending", _("Not yet reviewed")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")


class ConsentAnswer(models.TextChoices):
    """What came of asking somebody for their consent."""

    GIVEN = "given", _("Agreed")
    REFUSED = "refused", _("Did not agree")
    LAPSED = "lapsed", _("No answer by the last day")


class Outcome(models.TextChoices):
    """What a case comes to."""

    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class ExceptionKind(models.TextChoices):
    """What an exception moves a case past."""

    ORDER = "order", _("Out of its order")
    CRITERION = "criterion", _("Past a criterion")


class ExceptionGround(models.TextChoices):
    """The grounds on which an exception may be made."""

    HEALTH = "health", _("Severe illness or disability, by medical report")
    COURT = "court", _("Court judgment")
    DANGER = "danger", _("Home unfit or dangerous, by technical report")
    FAMILY = "family", _("Family hardship, by the investigation committee's report")
    CORRECTION = "correction", _("Correction of the ministry's own mistake")


class ExceptionStatus(models.TextChoices):
    PROPOSED = "proposed", _("Awaiting the second approver")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    OVERTAKEN = "overtaken", _("Closed without a second official")


class Overtaking(models.TextChoices):
    """What a case came to before a second official settled its exception; all but the last are outcomes of a case."""

    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")
    DECLINED_ELSEWHERE = "declined_elsewhere", _("Declined by another body")
    LEFT_LIST = "left_list", _("No longer on the list")
