"""How surely the national sign-in must know a citizen for what they are about to do."""

from http import HTTPStatus

from django.conf import settings

from iskan.apps.accounts.enums import Assurance, GatedAct
from iskan.core.refusal import Refusal
from iskan.core.text import Text
from iskan.foundation.scope import Scope


class StrongerSignInNeeded(Refusal):
    """The session began with a standard eKey, and what was asked takes an advanced one."""

    text = Text(
        ar="يتطلب هذا الإجراء الدخول بالمفتاح الإلكتروني المتقدم، وقد دخلت بالمفتاح الأساسي.",
        en="This takes an advanced eKey, and you signed in with a standard one.",
    )
    status = HTTPStatus.FORBIDDEN


def is_sure_enough(scope: Scope, *acts: GatedAct) -> bool:
    """Say whether a citizen may do all this in their session.

    Whoever files at the desk was identified by an official, and programs by their keys: eKey is not theirs to raise.
    """
    if scope.cpr is None or scope.filing is not None or scope.assurance == Assurance.ADVANCED:
        return True
    return not set(acts) & set(settings.ISKAN_EKEY_ADVANCED_FOR)


def require_assurance(scope: Scope, *acts: GatedAct) -> None:
    """Pass, or raise `StrongerSignInNeeded`."""
    if not is_sure_enough(scope, *acts):
        raise StrongerSignInNeeded
