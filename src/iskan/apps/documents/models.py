"""Uploaded documents, kept privately, and documents the ministry issues, checkable by anyone who holds one."""

import uuid

from django.conf import settings
from django.db import models

from iskan.apps.documents.enums import IssueStatus, ScanResult


def stored_name(document: "Document", _filename: str) -> str:
    """Return where a document is kept: nothing of its own name, spread over folders."""
    return f"uploads/{document.pk.hex[:2]}/{document.pk.hex}"


def sent_name(document: "Document", _filename: str) -> str:
    """Return where a document is kept as it was sent, beside what was made of it."""
    return f"{stored_name(document, '')}-sent"


def issued_name(_document: "IssuedDocument", _filename: str) -> str:
    """Return where a signed document is kept: a name that says nothing of whose it is."""
    name = uuid.uuid4().hex
    return f"issued/{name[:2]}/{name}.pdf"


class Document(models.Model):
    """A file a person sent, as cleaned and stored; what a machine sent for its owner, no person uploaded.

    Beside what was made of it the file is kept as it was sent; where nothing was made of it, it is the same file.
    ``left_out`` names what the shown copy of a PDF lacks, ``erased_by`` the rule of retention that erased it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="documents")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64)
    scan = models.CharField(max_length=20, choices=ScanResult.choices)
    file = models.FileField(upload_to=stored_name, max_length=100, db_index=True)
    uploaded_at = models.DateTimeField()
    sent_file = models.FileField(
        upload_to=sent_name, max_length=100, blank=True, default="", db_default="", db_index=True
    )
    sent_type = models.CharField(max_length=40, blank=True, default="", db_default="")
    sent_size = models.PositiveIntegerField(default=0, db_default=0)
    sent_digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    left_out = models.JSONField(default=list, db_default=[], blank=True)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.CharField(max_length=40, blank=True, default="", db_default="")

    def __str__(self) -> str:
        return f"document {self.pk}"


class IssuedDocument(models.Model):
    """A signed document given to a citizen; ``token`` is what its QR code carries.

    Its name and the days it holds are kept as they were when it was issued; without a last day it holds until revoked.
    """

    token = models.CharField(max_length=32, unique=True)
    code = models.CharField(max_length=60)
    name_ar = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    is_feminine = models.BooleanField(default=False)
    template = models.CharField(max_length=60)
    case_reference = models.CharField(max_length=16, db_index=True)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="issued_documents")
    status = models.CharField(max_length=10, choices=IssueStatus.choices, default=IssueStatus.VALID)
    contents = models.JSONField()
    file = models.FileField(upload_to=issued_name, max_length=100, blank=True, db_index=True)
    digest = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    renewable_from = models.DateField(null=True, blank=True)
    status_changed_at = models.DateTimeField(null=True, blank=True)
    status_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_reference", "code"],
                condition=models.Q(status=IssueStatus.VALID),
                name="one_valid_document_of_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="a_document_holds_for_a_day_at_least",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} for {self.case_reference}"
