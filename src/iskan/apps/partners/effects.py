"""What follows a move that sends a case to a partner, or ends that."""

from collections.abc import Iterator
from datetime import datetime

from iskan.apps.cases.models import Case
from iskan.apps.cases.needs import answers_for
from iskan.apps.catalogue.proof import proves
from iskan.apps.partners.enums import HookEvent
from iskan.apps.partners.events import referral_ended, referral_sent
from iskan.apps.partners.models import Referral
from iskan.apps.partners.operations.hooks import keep_delivery
from iskan.apps.partners.operations.sending import end_referral, send_to_partner
from iskan.core.catalogue import Service
from iskan.core.effects import EndReferral, SendTo
from iskan.core.lifecycle import Need
from iskan.core.text import Text
from iskan.foundation.effects import carries_out
from iskan.foundation.scope import Scope
from iskan.policy.facts import BY_CODE
from iskan.policy.partners import BODIES

_UNHEARD = Text(ar="لم يصل رد «{body}» بعد.", en="“{body}” has not answered yet.")


@carries_out(SendTo)
def send(effect: SendTo, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Send the case to the body named in it."""
    send_to_partner(scope=Scope(user_id=actor_id), case_id=case_id, partner=effect.partner, at=at)


@carries_out(EndReferral)
def end(effect: EndReferral, *, case_id: int, actor_id: int | None, at: datetime) -> None:
    """Await the partner's answer no more."""
    end_referral(scope=Scope(user_id=actor_id), case_id=case_id, partner=effect.of_partner, at=at)


@proves
def partners_are_known(service: Service) -> Iterator[str]:
    """Yield the bodies nobody of which can sign in, and the facts sent that nobody declares."""
    for partner in service.partners:
        for body in partner.bodies:
            if body.code not in BODIES:
                yield f"the partner {partner.code!r} names the body {body.code!r}, which is not declared"
        for line in partner.sends:
            if line.fact is not None and line.fact not in BY_CODE:
                yield f"the partner {partner.code!r} is sent the fact {line.fact!r}, which is not declared"


@answers_for(Need.HEARD)
def unheard(case: Case, service: Service) -> Text | None:
    """Say which body has not answered yet, or was never asked; one no longer waited for holds nothing up."""
    for partner in service.partners:
        newest = Referral.objects.filter(case=case, partner=partner.code).order_by("-pk").first()
        if newest is None or newest.is_open:
            return _UNHEARD.format(body=partner.name)
    return None


@referral_sent.followed_by
def tell_of_sending(referral: Referral, at: datetime) -> None:
    """Tell the body's system that a request waits for it."""
    keep_delivery(referral=referral, event=HookEvent.SENT, at=at)


@referral_ended.followed_by
def tell_of_end(referral: Referral, at: datetime) -> None:
    """Tell the body's system that its answer is awaited no more."""
    keep_delivery(referral=referral, event=HookEvent.ENDED, at=at)
