"""Drafts of long fields: what is being typed is kept with the account until its form is taken.

An official's reason or a citizen's answer outlives the session, the tab and the machine it was begun on. The drafts of
an account are bounded in number and letters, and are given to nobody but whoever typed them.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from iskan.apps.accounts.models import FieldDraft, User
from iskan.foundation import budgets
from iskan.foundation.language import without_language
from iskan.foundation.reading import RelatedRead, RelatedValues

KEPT_FOR: Final = timedelta(days=14)
_ANY: Final = "SELECT 1 FROM accounts_fielddraft WHERE user_id = c.id LIMIT 1"
ANY_DRAFT: Final = RelatedRead(1, _ANY, lambda _row: True)
"""Of an account: whether it has a draft at all. It is read with the session: a page without drafts asks no more."""


def has_drafts(user: User) -> bool:
    """Say whether somebody has typed anything that they have not sent."""
    related: RelatedValues | None = user.related
    found: bool | None = related[ANY_DRAFT] if related else ANY_DRAFT.of(id=user.pk)
    return bool(found)


def drafts_on(user: User, page: str) -> list[FieldDraft]:
    """Return what somebody has typed on a page, given by its path in either language, and not sent."""
    if not has_drafts(user):
        return []
    return list(FieldDraft.objects.filter(user=user, page=without_language(page)).order_by("field"))


@transaction.atomic
def keep_draft(user: User, *, page: str, action: str, field: str, words: str, at: datetime) -> None:
    """Keep the words of one field in place of those kept before; words of nothing but space are forgotten."""
    page = without_language(page)
    if not words.strip():
        FieldDraft.objects.filter(user=user, page=page, field=field).delete()
        return
    kept = {"action": without_language(action), "words": words, "typed_at": at}
    FieldDraft.objects.update_or_create(kept, user=user, page=page, field=field)
    newest = FieldDraft.objects.filter(user=user).order_by("-typed_at", "-pk")[: budgets.FIELD_DRAFTS]
    FieldDraft.objects.filter(user=user).exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()


def forget_drafts(user: User, action: str) -> None:
    """Forget what was typed into the form that goes to an address: it has been taken."""
    if has_drafts(user):
        FieldDraft.objects.filter(user=user, action=without_language(action)).delete()


def drop_old_drafts(at: datetime) -> int:
    """Drop what was typed two weeks ago and never sent; return how many fields it was."""
    return FieldDraft.objects.filter(typed_at__lt=at - KEPT_FOR).delete()[0]
