"""What follows acts of two officials and changes to accounts: who the table of acts says is told."""

from datetime import date, datetime

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from iskan.apps.accounts.events import (
    account_changed,
    address_replaced,
    client_changed,
    contact_change_ended,
    contact_changed,
    contact_will_change,
    delegation_ended,
    delegation_ends_soon,
    delegation_given,
    password_link_due,
)
from iskan.apps.accounts.operations.delegations import OPEN_FOR
from iskan.apps.accounts.queries import named_official, officials_with
from iskan.apps.agreements.events import act_agreed, act_overtaken
from iskan.apps.notifications.operations import SEND_PASSWORD_LINK, TELL_OLD_ADDRESS, tell
from iskan.core.acts import JointAct, Told
from iskan.core.counted import DAY, counted
from iskan.core.days import day_text
from iskan.core.text import Text
from iskan.foundation.scope import Role
from iskan.policy.messages import (
    ACCOUNT_CHANGED,
    ACCOUNT_CHANGED_BODY,
    ACT_CARRIED_OUT,
    ACT_CARRIED_OUT_BODY,
    ACT_OVERTAKEN,
    ACT_OVERTAKEN_BODY,
    CLIENT_CHANGED,
    CLIENT_CHANGED_BODY,
    CONTACT_CHANGED,
    CONTACT_CHANGED_BODY,
    CONTACT_STAYS,
    CONTACT_STAYS_BODY,
    CONTACT_WILL_CHANGE,
    CONTACT_WILL_CHANGE_BODY,
    DELEGATION_ASKED,
    DELEGATION_ASKED_BODY,
    DELEGATION_ENDED,
    DELEGATION_ENDED_BODY,
    DELEGATION_ENDS,
    DELEGATION_ENDS_SOON,
    DELEGATION_ENDS_SOON_BODY,
)


@act_agreed.followed_by
def tell_auditors(act: JointAct, proposed_id: int, subject: str, at: datetime) -> None:  # noqa: ARG001 -- the event's shape
    """Tell each auditor what was carried out, and under which number they find it."""
    if Told.AUDITORS not in act.told:
        return
    body = ACT_CARRIED_OUT_BODY.format(act=act.name, number=str(proposed_id))
    for user_id in officials_with(Role.AUDITOR):
        tell(user_id=user_id, event=f"act:{proposed_id}", subject=ACT_CARRIED_OUT, body=body, at=at)


@act_overtaken.followed_by
def tell_proposer(act: JointAct, proposed_id: int, proposed_by_id: int, at: datetime) -> None:
    """Tell whoever proposed an act that it came to nothing."""
    body = ACT_OVERTAKEN_BODY.format(act=act.name, number=str(proposed_id))
    tell(user_id=proposed_by_id, event=f"act:{proposed_id}:overtaken", subject=ACT_OVERTAKEN, body=body, at=at)


@account_changed.followed_by
def tell_of_account(user_id: int, what: Text, told: frozenset[Told], at: datetime) -> None:
    """Tell the account's owner what was done to it, and the auditors where nothing else tells them."""
    owner = named_official(user_id)
    subject = ACCOUNT_CHANGED.format(name=owner.name)
    body = ACCOUNT_CHANGED_BODY.format(name=owner.name, username=owner.username, what=what)
    auditors = officials_with(Role.AUDITOR) if Told.AUDITORS in told else ()
    for reader in {user_id, *auditors}:
        tell(user_id=reader, event=f"account:{user_id}:{at:%Y%m%d%H%M%S%f}", subject=subject, body=body, at=at)


@password_link_due.followed_by
def send_password_link(user_id: int, at: datetime) -> None:  # noqa: ARG001 -- the event's shape
    """Send the link by mail alone: it is made as the mail goes out, and no table holds it."""
    app.configure_task(SEND_PASSWORD_LINK).defer(user_id=user_id)


@address_replaced.followed_by
def tell_old_address(user_id: int, address: str, at: datetime) -> None:  # noqa: ARG001 -- the event's shape
    """Write to the address an official was reached at before: who took the account over reads only the new one."""
    app.configure_task(TELL_OLD_ADDRESS).defer(user_id=user_id, address=address)


@client_changed.followed_by
def tell_of_client(code: str, what: Text, at: datetime) -> None:
    """Tell the auditors which machine was let in or shut out."""
    subject, body = CLIENT_CHANGED.format(what=what, code=code), CLIENT_CHANGED_BODY.format(what=what, code=code)
    for reader in officials_with(Role.AUDITOR):
        tell(user_id=reader, event=f"client:{code}:{at:%Y%m%d%H%M%S%f}", subject=subject, body=body, at=at)


@contact_will_change.followed_by
def tell_of_coming_change(user_id: int, due_at: datetime, at: datetime) -> None:
    """Tell a citizen, where they are reached now, that their contact details are to change and how to stop it."""
    body = CONTACT_WILL_CHANGE_BODY.format(due=day_text(localdate(due_at)))
    tell(user_id=user_id, event=f"contact:{at:%Y%m%d%H%M%S%f}", subject=CONTACT_WILL_CHANGE, body=body, at=at)


@contact_changed.followed_by
def tell_of_change(user_id: int, at: datetime) -> None:
    """Tell a citizen, where they are reached from now on, that the change has taken effect."""
    event = f"contact-applied:{at:%Y%m%d%H%M%S%f}"
    tell(user_id=user_id, event=event, subject=CONTACT_CHANGED, body=CONTACT_CHANGED_BODY, at=at)


@contact_change_ended.followed_by
def tell_of_stopped_change(user_id: int, at: datetime) -> None:
    """Tell a citizen that they stopped the change."""
    event = f"contact-stopped:{at:%Y%m%d%H%M%S%f}"
    tell(user_id=user_id, event=event, subject=CONTACT_STAYS, body=CONTACT_STAYS_BODY, at=at)


@delegation_given.followed_by
def tell_delegate(user_id: int, delegation_id: int, at: datetime) -> None:
    """Tell a citizen that they are asked to act for another; who asks, they read once signed in."""
    body = DELEGATION_ASKED_BODY.format(days=counted(OPEN_FOR.days, DAY, oblique=True))
    tell(user_id=user_id, event=f"delegation:{delegation_id}", subject=DELEGATION_ASKED, body=body, at=at)


@delegation_ended.followed_by
def tell_of_ended_delegation(user_id: int, delegation_id: int, how: str, at: datetime) -> None:
    """Tell one side of a delegation how it ended."""
    body = DELEGATION_ENDED_BODY.format(how=DELEGATION_ENDS[how])
    tell(user_id=user_id, event=f"delegation:{delegation_id}:ended", subject=DELEGATION_ENDED, body=body, at=at)


@delegation_ends_soon.followed_by
def tell_of_ending_delegation(user_id: int, delegation_id: int, last_day: date, at: datetime) -> None:
    """Tell one side of a delegation that its last day is near."""
    body = DELEGATION_ENDS_SOON_BODY.format(day=day_text(last_day))
    tell(user_id=user_id, event=f"delegation:{delegation_id}:soon", subject=DELEGATION_ENDS_SOON, body=body, at=at)
