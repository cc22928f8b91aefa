"""Citizens: admitted on the national sign-in's word, and keepers of their own contact details."""

import re
import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from iskan.apps.accounts.enums import Assurance, Language
from iskan.apps.accounts.models import User
from iskan.foundation import audit
from iskan.foundation.scope import OutOfScope, Scope

NINE_DIGITS = re.compile(r"[0-9]{9}")


class ClaimsIncomplete(ValueError):
    """The national sign-in vouched for nobody we could name: no personal number of nine digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What the national sign-in says of the person before it."""

    cpr: str
    name_ar: str = ""
    name_en: str = ""
    assurance: str = Assurance.STANDARD
    email: str = ""
    phone: str = ""


@transaction.atomic
def admit_citizen(*, claims: Claims, at: datetime, language: str = Language.ARABIC) -> User:
    """Return the citizen the claims name, made on their first visit, with the names and assurance of this sign-in."""
    if not NINE_DIGITS.fullmatch(claims.cpr):
        raise ClaimsIncomplete
    user, is_new = account_of(cpr=claims.cpr, at=at, language=language)
    changed = _take_over(user, replace(claims, assurance=claims.assurance or Assurance.STANDARD))
    if changed:
        user.save(update_fields=changed)
    if is_new or changed:
        action = "citizen.admitted" if is_new else "citizen.renewed"
        audit.record(scope=_own(user), action=action, subject_kind="user", subject=str(user.pk), at=at, fields=changed)
    return user


@transaction.atomic
def admit_from_register(*, scope: Scope, cpr: str, name_ar: str, name_en: str, at: datetime) -> User:
    """Return the account of somebody the population register names, made now if they never signed in.

    Names that a sign-in has brought stay; how surely eKey knows them is not ours to say.
    """
    user, is_new = account_of(cpr=cpr, at=at)
    changed = _take_over(user, Claims(cpr=cpr, name_ar=name_ar, name_en=name_en, assurance="")) if is_new else []
    if changed:
        user.save(update_fields=changed)
    if is_new:
        audit.record(scope=scope, action="citizen.recorded", subject_kind="user", subject=str(user.pk), at=at)
    return user


def account_of(*, cpr: str, at: datetime, language: str = Language.ARABIC) -> tuple[User, bool]:
    """Return the account of a personal number and whether it was made now; nobody signs in to it but through eKey."""
    defaults = {"username": f"citizen-{uuid.uuid4()}", "password": "!", "language": language, "joined_at": at}
    return User.objects.get_or_create(cpr=cpr, defaults=defaults)


def _take_over(user: User, claims: Claims) -> list[str]:
    """Set what the claims say on the user and return the names of the fields that changed."""
    said = {
        "name_ar": claims.name_ar[:200],
        "name_en": claims.name_en[:200],
        "assurance": claims.assurance if claims.assurance in {"", *Assurance.values} else Assurance.STANDARD,
    }
    # Once given here, contact details are the citizen's own to change.
    said |= {name: value for name in ("email", "phone") if (value := getattr(claims, name)) and not getattr(user, name)}
    changed = [name for name, value in said.items() if value and value != getattr(user, name)]
    for name in changed:
        setattr(user, name, said[name])
    return changed


@transaction.atomic
def set_language(*, scope: Scope, language: str, at: datetime) -> None:
    """Keep the language a person is written to in."""
    user = _viewer(scope)
    user.language = Language(language)
    user.save(update_fields=["language"])
    audit.record(scope=scope, action="language.set", subject_kind="user", subject=str(user.pk), at=at, to=language)


def _viewer(scope: Scope) -> User:
    if scope.user_id is None:
        raise OutOfScope
    return User.objects.select_for_update().get(pk=scope.user_id)


def _own(user: User) -> Scope:
    return Scope(user_id=user.pk, cpr=user.cpr, own_cpr=user.cpr)
