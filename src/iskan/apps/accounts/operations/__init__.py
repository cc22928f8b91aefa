"""Every change to who may sign in, as what, and for whom."""

from iskan.apps.accounts.operations.citizens import (
    Claims,
    ClaimsIncomplete,
    admit_citizen,
    admit_from_register,
    set_language,
)
from iskan.apps.accounts.operations.clients import (
    CodeTaken,
    UnknownClient,
    admit_client,
    register_client,
    revoke_client,
)
from iskan.apps.accounts.operations.contacts import apply_contact_changes, keep_contact, stop_contact_change
from iskan.apps.accounts.operations.delegations import (
    AlreadyDelegated,
    BadDelegation,
    accept_delegation,
    delegate,
    revoke_delegation,
)
from iskan.apps.accounts.operations.demonstration import NotADemonstration, create_demo_staff, demo_cast, demo_code
from iskan.apps.accounts.operations.departments import ensure_department, sync_departments
from iskan.apps.accounts.operations.hiring import (
    NewOfficial,
    NumberUnconfirmed,
    NumberUnknown,
    new_official_terms,
    proposed_roles,
)
from iskan.apps.accounts.operations.officials import (
    DetailsUnchanged,
    EmailMissing,
    OwnNumberMissing,
    RolesApart,
    UsernameTaken,
    change_details,
    change_password,
    create_official,
    grant_roles,
    let_go,
    reset_sign_in,
)
from iskan.apps.accounts.operations.sign_ins import (
    end_session,
    record_refusal,
    record_second_factor,
    record_sign_in,
    record_sign_out,
)

__all__ = [
    "AlreadyDelegated",
    "BadDelegation",
    "Claims",
    "ClaimsIncomplete",
    "CodeTaken",
    "DetailsUnchanged",
    "EmailMissing",
    "NewOfficial",
    "NotADemonstration",
    "NumberUnconfirmed",
    "NumberUnknown",
    "OwnNumberMissing",
    "RolesApart",
    "UnknownClient",
    "UsernameTaken",
    "accept_delegation",
    "admit_citizen",
    "admit_client",
    "admit_from_register",
    "apply_contact_changes",
    "change_details",
    "change_password",
    "create_demo_staff",
    "create_official",
    "delegate",
    "demo_cast",
    "demo_code",
    "end_session",
    "ensure_department",
    "grant_roles",
    "keep_contact",
    "let_go",
    "new_official_terms",
    "proposed_roles",
    "record_refusal",
    "record_second_factor",
    "record_sign_in",
    "record_sign_out",
    "register_client",
    "reset_sign_in",
    "revoke_client",
    "revoke_delegation",
    "set_language",
    "stop_contact_change",
    "sync_departments",
]
