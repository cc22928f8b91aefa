"""Who is answered what, at every address. A new address fails the build until it stands here.

One entry an address, by its name as `reverse` knows it. `get` and `post` say the answer by the reader's place:
`anonymous`, `citizen` (pages that name nothing), `own` / `principals` / `others` (a citizen's own object, their
principal's, somebody else's), each role of officials, and `elsewhere` (an official whose department the object is not
with). An answer is a status, or the name of the address the reader is led to. A POST is sent empty (or with `words`).
`objects` says, of one citizen's belongings (tests/factories/world.py), what the address names; `named` is nobody's.
"""

from dataclasses import replace
from http import HTTPStatus

from django.urls import reverse
from tests.architecture.access import OFFICIALS, PARTNERS, Access, Outcome, citizens, everyone, officials, partners
from tests.factories.journeys import NEW_APPLICATION, TOLD
from tests.factories.world import REGISTER, Belongings

SERVICE = {"code": NEW_APPLICATION}
PROJECT = {"code": "east-sitra"}
NO_INSPECTION = {"reference": "NONE2-SUCH2"}
NO_POST = everyone(405)
OPEN = Access(get=everyone(200), post=NO_POST)
OPEN_EITHER_WAY = Access(get=everyone(200), post=everyone(200))


def _case(theirs: Belongings) -> dict[str, str]:
    return {"reference": theirs.case.reference}


def _charge(theirs: Belongings) -> dict[str, str]:
    return _case(theirs) | {"charge": theirs.charge.reference}


def _draft(theirs: Belongings) -> dict[str, str]:
    return {"reference": theirs.draft.reference}


def officials_are(outcome: Outcome) -> dict[str, Outcome]:
    """Answer every official alike."""
    return dict.fromkeys((*OFFICIALS, "elsewhere"), outcome)


def partners_are(outcome: Outcome) -> dict[str, Outcome]:
    """Answer everybody of a partner body alike."""
    return dict.fromkeys((*PARTNERS, "other_body"), outcome)


INTERFACE: dict[str, Access] = {
    "metrics": Access(get=everyone(404), post=NO_POST),  # no network and no token is named
    "healthz": Access(get=everyone(503), post=NO_POST),  # no worker runs beside the tests
    "ui:scheme": Access(get=everyone(405), post=everyone("portal:home")),
    "ui:draft": Access(get=everyone(405), post=everyone(422) | {"anonymous": 401}),
}

API: dict[str, Access] = {
    "api:openapi-json": OPEN_EITHER_WAY,
    "api:api-root": Access(get=everyone(404), post=everyone(404)),
    # A stranger's notice is refused; the provider's own is signed.
    "payment-notices": Access(get=everyone(405), post=everyone(401)),
    "api:services": OPEN,
    "api:service": Access(get=everyone(200), post=NO_POST, named=SERVICE),
    "api:facts": Access(get=everyone(200), post=NO_POST, named=SERVICE),
    "api:eligibility": Access(get=everyone(405), post=everyone(400), named=SERVICE),
    "api:schema": Access(get=everyone(200), post=NO_POST, named=SERVICE),
    # Officials file at the desk, where they say how they know the citizen; here they are nobody.
    "api:new_case": Access(
        get=everyone(405), post=citizens(400, anonymous=401) | officials_are(401) | partners_are(401), named=SERVICE
    ),
    "api:add_document": Access(
        get=everyone(405),
        post=citizens(422, anonymous=401) | officials_are(401) | partners_are(401) | {"others": 422},
        objects=_draft,
    ),
    "api:submit": Access(
        get=everyone(405),
        post=citizens(400, anonymous=401) | officials_are(401) | partners_are(401) | {"others": 400},
        objects=_draft,
    ),
    "api:projects": OPEN,
    "api:projects-map": OPEN,
    "api:project": Access(get=everyone(200), post=NO_POST, named=PROJECT),
    "api:units-map": Access(get=everyone(200), post=NO_POST, named=PROJECT),
    # A key of a body's own opens these, and no session does.
    "api:partner-requests": Access(get=everyone(401), post=NO_POST),
    "api:partner-request": Access(get=everyone(401), post=NO_POST, named={"referral_id": 0}),
    "api:partner-answer": Access(get=everyone(405), post=everyone(401), named={"referral_id": 0}),
    "api:cases": Access(get=citizens(200, anonymous=401), post=NO_POST),
    "api:case": Access(get=citizens(200, anonymous=401), post=NO_POST, objects=_case),
}


def _led_home(anonymous: Outcome) -> Access:
    """Whoever is signed in is led on; only the unknown have business here."""
    answers = everyone("backoffice:worklist", anonymous=anonymous, citizen="portal:my_cases")
    answers = {**answers, **partners_are("partner:referrals")}
    return Access(get=answers, post=answers)


DOORS: dict[str, Access] = {
    "sign_in": Access(get=_led_home(200).get, post=NO_POST),
    "sign_in_ekey": Access(get=everyone("sign_in"), post=everyone(401)),  # no eKey runs beside these tests
    "openid_connect_callback": _led_home(401),
    "socialaccount_login_cancelled": OPEN,
    "socialaccount_login_error": Access(get=everyone(401), post=NO_POST),
    "account_logout": Access(get=everyone(200, anonymous="portal:home"), post=everyone("portal:home")),
    "account_login": _led_home(200),
    "mfa_authenticate": _led_home("account_login"),
    "account_inactive": OPEN,
    "choose_password": Access(get=everyone(404), post=everyone(404), named={"uidb64": "MQ", "token": "none-such"}),
}

OWN = {**officials(200), **partners_are(200)}
CONFIRM_FIRST = {**officials("account_reauthenticate"), **partners_are("account_reauthenticate")}
NONE_YET = officials(404, refused=404)
OFFICIALS_ACCOUNTS: dict[str, Access] = {
    "account_reauthenticate": Access(get=OWN, post=OWN),
    "mfa_reauthenticate": Access(get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    "account_change_password": Access(get=OWN, post=OWN),
    "mfa_index": Access(get=OWN, post={**officials(405), **partners_are(405)}),
    "mfa_activate_totp": Access(get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    "mfa_deactivate_totp": Access(get=NONE_YET, post=NONE_YET),
    "mfa_view_recovery_codes": Access(get=NONE_YET, post={**officials(405), **partners_are(405)}),
    "mfa_generate_recovery_codes": Access(get=CONFIRM_FIRST, post=CONFIRM_FIRST),
    "mfa_download_recovery_codes": Access(get=NONE_YET, post=NONE_YET),
}

READERS = {
    **everyone(200, anonymous="sign_in", others=404, administrator=404, treasurer=404, inspector=404, elsewhere=404),
    **partners_are(404),
}
DOCUMENTS: dict[str, Access] = {
    "document": Access(get=READERS, post=NO_POST, objects=lambda b: {"document_id": b.attached.document_id}),
    "document-as-sent": Access(get=READERS, post=NO_POST, objects=lambda b: {"document_id": b.attached.document_id}),
    "document-page": Access(
        get=READERS, post=NO_POST, objects=lambda b: {"document_id": b.attached.document_id, "number": 1}
    ),
    "document-full-page": Access(
        get=READERS, post=NO_POST, objects=lambda b: {"document_id": b.attached.document_id, "number": 1}
    ),
    "document-thumbnail": Access(get=READERS, post=NO_POST, objects=lambda b: {"document_id": b.attached.document_id}),
    "issued-document": Access(get=READERS, post=NO_POST, objects=lambda b: {"token": b.issued.token}),
    "verification": OPEN,
    "verify": Access(get=everyone(200), post=NO_POST, objects=lambda b: {"token": b.issued.token}),
}


def _referral(theirs: Belongings) -> dict[str, int]:
    return {"referral_id": theirs.referral.pk}


TURN_DOWN = {"code": "turn_down"}
PARTNERS_DESK: dict[str, Access] = {
    "partner:referrals": Access(get=partners(200, "partner:people"), post=partners(405, 405)),
    "partner:referral": Access(get=partners(200, 403), post=partners(405, 403, other_body=405), objects=_referral),
    # A refusal without its reason is asked for it.
    "partner:answer": Access(
        get=partners(200, 403), post=partners(422, 403), objects=lambda b: _referral(b) | TURN_DOWN
    ),
    "partner:keys": Access(get=partners(403, 200), post=partners(403, 422)),
    "partner:revoke-key": Access(get=partners(403, 404), post=partners(403, 404), named={"key_id": 0}),
    "partner:secret": Access(get=partners(403, 200), post=partners(403, 200)),
    "partner:people": Access(get=partners(403, 200), post=partners(403, 405)),
    "partner:new-person": Access(get=partners(403, 200), post=partners(403, 422)),
    "partner:close-person": Access(get=partners(403, 404), post=partners(403, 404), named={"user_id": 0}),
}

MINE = citizens(200)
PUBLIC_PORTAL: dict[str, Access] = {
    "portal:home": OPEN_EITHER_WAY,
    "portal:services": OPEN_EITHER_WAY,
    "portal:service": Access(get=everyone(200), post=everyone(200), named=SERVICE),
    "portal:calculator": OPEN_EITHER_WAY,
    "portal:guide": OPEN_EITHER_WAY,
    "portal:help": OPEN_EITHER_WAY,
    "portal:branches": OPEN_EITHER_WAY,
    "portal:help-topic": Access(get=everyone(200), post=everyone(200), named={"code": "complaints"}),
    "portal:projects": OPEN_EITHER_WAY,
    "portal:project": Access(get=everyone(200), post=everyone(200), named=PROJECT),
    "portal:waiting_lists": OPEN_EITHER_WAY,
    "portal:outcomes": OPEN_EITHER_WAY,
    "portal:privacy": OPEN_EITHER_WAY,
    "portal:forecast": OPEN_EITHER_WAY,
}
OWN_PORTAL: dict[str, Access] = {
    "portal:start": Access(
        get=MINE, post=citizens(404), named=SERVICE, words=lambda _: TOLD | {"applicant": "999999999"}
    ),
    "portal:my_cases": Access(get=MINE, post=MINE),
    "portal:messages": Access(get=MINE, post=MINE),
    "portal:message": Access(
        get=citizens(200, principals=404), post=citizens(200, principals=404),
        objects=lambda b: {"message_id": b.message.pk},
    ),
    "portal:profile": Access(get=MINE, post=citizens(422)),
    "portal:sessions": Access(get=MINE, post=citizens(404)),
    "portal:readings": Access(get=MINE, post=MINE),
    "portal:my-data": Access(get=MINE, post=MINE),
    "portal:asked": Access(get=MINE, post=MINE),
    "portal:answer-asked": Access(
        get=citizens(404), post=citizens(404), named={"reference": "AAAAA-AAAAA", "code": "credit_check"}
    ),
    "portal:delegations": Access(get=MINE, post=citizens(422)),
    "portal:accept-delegation": Access(
        get=everyone(405), post=citizens(404), objects=lambda b: {"delegation_id": b.delegation.pk}
    ),
    "portal:revoke-delegation": Access(
        get=everyone(405), post=citizens("portal:delegations"),
        objects=lambda b: {"delegation_id": b.delegation.pk},
    ),
}  # fmt: skip
CASES: dict[str, Access] = {
    "portal:case": Access(get=MINE, post=MINE, objects=_case),
    "portal:short-case": Access(
        get=citizens("portal:case") | {"others": "portal:messages"},
        post=citizens("portal:case") | {"others": "portal:messages"},
        objects=_case,
    ),
    "portal:application": Access(get=MINE, post=MINE, objects=_case),
    "portal:answer": Access(get=citizens("portal:case"), post=citizens("portal:case"), objects=_case),
    "portal:request-calendar": Access(get=citizens(404), post=everyone(405), objects=_case),
    "portal:contest-answer": Access(get=citizens("portal:case"), post=citizens("portal:case"), objects=_case),
    "portal:move": Access(get=MINE, post=citizens("portal:case"), objects=lambda b: _case(b) | {"code": "withdraw"}),
    "portal:filed": Access(get=MINE, post=MINE, objects=_case),
    "portal:apply": Access(get=citizens("portal:step"), post=citizens("portal:step"), objects=_draft),
    "portal:step": Access(get=MINE, post=citizens(422), objects=lambda b: _draft(b) | {"step_code": b.first_step}),
    "portal:documents": Access(get=MINE, post=citizens("portal:check"), objects=_draft),
    "portal:reuse-document": Access(
        get=everyone(405), post=citizens("portal:documents"), objects=lambda b: _draft(b) | {"code": "salary_statement"}
    ),
    "portal:remove-document": Access(
        get=everyone(405), post=citizens("portal:documents"), objects=lambda b: _draft(b) | {"item_id": b.drafted.pk}
    ),
    "portal:check": Access(get=MINE, post=citizens(422), objects=_draft),
    "portal:discard": Access(get=MINE, post=citizens("portal:my_cases"), objects=_draft),
}

WORKERS = ("reviewer", "approver", "supervisor")
READERS_OF_CASES = (*WORKERS, "auditor")
DECIDERS = ("approver", "supervisor")
NOT_OF_THIS_ACT = ("reviewer", "outsider", "administrator", "treasurer")
OVERSEERS = ("supervisor", "auditor")
OF_THE_LAW = (*READERS_OF_CASES, "administrator")


def _page(*roles: str) -> Access:
    """Describe a page of the desk that is only read."""
    return Access(get=officials(200, *roles), post=officials(405, *roles))


def _move(answer: Outcome, *roles: str, elsewhere: Outcome = 404) -> Access:
    """Describe a form of the case page, sent empty: refused with its words, or done."""
    return Access(
        get=officials(405, *roles, elsewhere=405), post=officials(answer, *roles, elsewhere=elsewhere), objects=_case
    )


NO_CLIENT = Access(
    get=officials(404, "administrator"), post=officials(404, "administrator"), named={"code": "no-such-system"}
)
EXAMINERS = ("reviewer", "supervisor")
NOBODYS_FILING = Access(
    get=officials(404, *EXAMINERS), post=officials(404, *EXAMINERS), objects=_draft
)  # a citizen's own draft is none an official has begun
FILINGS: dict[str, Access] = {
    "backoffice:filings": _page(*EXAMINERS),
    "backoffice:clients": _page("administrator"),
    "backoffice:partners": _page("administrator"),
    "backoffice:new-partner-person": Access(get=officials(200, "administrator"), post=officials(422, "administrator")),
    "backoffice:reset-partner-person": replace(NO_CLIENT, named={"user_id": 0}),
    "backoffice:close-partner-person": replace(NO_CLIENT, named={"user_id": 0}),
    "backoffice:revoke-client": NO_CLIENT,
    "backoffice:operations": _page("administrator"),
    "backoffice:failed-job": replace(NO_CLIENT, named={"number": 999_999_999}),
    # The service is another department's to the outsider.
    "filing:begin": Access(
        get=officials(200, *EXAMINERS) | {"outsider": 404},
        post=officials(422, *EXAMINERS) | {"outsider": 404},
        named={"code": "family_members_declaration"},
    ),
    **{f"filing:{page}": NOBODYS_FILING for page in ("apply", "documents", "check", "discard")},
    "filing:step": replace(NOBODYS_FILING, objects=lambda b: _draft(b) | {"step_code": b.first_step}),
    "filing:filed": replace(NOBODYS_FILING, post=officials(405, *EXAMINERS, elsewhere=405)),
    "filing:receipt": replace(NOBODYS_FILING, post=officials(405, *EXAMINERS, elsewhere=405)),
    "filing:remove-document": replace(
        NOBODYS_FILING, get=everyone(405), objects=lambda b: _draft(b) | {"item_id": b.drafted.pk}
    ),
    "filing:reuse-document": replace(
        NOBODYS_FILING, get=everyone(405), objects=lambda b: _draft(b) | {"code": "salary_statement"}
    ),
}
DESK: dict[str, Access] = {
    "backoffice:worklist": Access(
        get=officials(200, *READERS_OF_CASES)
        | {
            "administrator": "backoffice:officials", "treasurer": "backoffice:payments",
            "inspector": "backoffice:inspections",
        },
        post=officials(405),
    ),
    "backoffice:assign-all": Access(get=officials(200, "supervisor"), post=officials(422, "supervisor")),
    "backoffice:worklist-sheet": _page(*READERS_OF_CASES),
    "backoffice:inbox-mail": Access(get=officials(405), post=officials("backoffice:inbox")),
    "backoffice:first-day": Access(get=officials(200), post=officials(404)),
    "backoffice:inbox": Access(get=officials(200), post=officials(405)),
    # No case waits here for a second official.
    "backoffice:take-next": Access(
        get=officials(405, "reviewer", "approver"),
        post=officials("backoffice:case", "reviewer") | {"approver": "backoffice:inbox"},
    ),
    "backoffice:assign": Access(
        get=officials("backoffice:worklist", "supervisor"), post=officials(422, "supervisor")
    ),
    "backoffice:search": Access(
        get=officials(200, *READERS_OF_CASES), post=officials("backoffice:search", *READERS_OF_CASES)
    ),
    "backoffice:acts": _page(*READERS_OF_CASES, "administrator", "treasurer"),
    "backoffice:acts-table": _page(*READERS_OF_CASES, "administrator", "treasurer"),
    # A reviewer and a treasurer take part in other acts than this one.
    "backoffice:act": Access(
        get=officials(200, *DECIDERS, "auditor") | dict.fromkeys(NOT_OF_THIS_ACT, 404),
        post=officials(422, *DECIDERS, "auditor") | dict.fromkeys(NOT_OF_THIS_ACT, 404),
        objects=lambda b: {"proposed_id": b.act.pk},
    ),
    "backoffice:exceptions": _page(*READERS_OF_CASES),
    "backoffice:exceptions-report": _page(*READERS_OF_CASES),
    "backoffice:exception": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(422, *DECIDERS),
        objects=lambda b: {"exception_id": b.exception.pk},
    ),
    "backoffice:overview": _page(*OVERSEERS),
    "backoffice:statistics": _page(*OVERSEERS),
    "backoffice:household-events": _page(*READERS_OF_CASES),
    "backoffice:household-event": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(422, *WORKERS), objects=lambda b: {"event_id": b.event.pk}
    ),
    "backoffice:record-household-event": Access(
        get=officials(200, *WORKERS), post=officials(422, *WORKERS), objects=_case
    ),
    "backoffice:cancellations": _page(*READERS_OF_CASES),
    "backoffice:cancellation": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(422, *DECIDERS),
        objects=lambda b: {"cancellation_id": b.cancellation.pk},
    ),
    "backoffice:consent-at-counter": Access(
        get=officials(200, *EXAMINERS), post=officials(422, *EXAMINERS), objects=_case
    ),
    "backoffice:propose-cancellation": Access(
        get=officials(200, *WORKERS), post=officials(422, *WORKERS), objects=_case
    ),
    "backoffice:policy-trials": _page(*OVERSEERS),
    "backoffice:policy-trial": Access(
        get=officials(200, *OVERSEERS, elsewhere=200), post=officials(405, *OVERSEERS, elsewhere=405),
        objects=lambda b: {"trial_id": b.trial.pk},
    ),
    "backoffice:policy-trial-sheet": Access(
        get=officials(200, *OVERSEERS, elsewhere=200), post=officials(405, *OVERSEERS, elsewhere=405),
        objects=lambda b: {"trial_id": b.trial.pk},
    ),
    "backoffice:try-ceiling": Access(get=officials(200, "supervisor"), post=officials(422, "supervisor")),
    "backoffice:try-scheme": Access(
        get=officials(200, "supervisor"), post=officials(422, "supervisor"), named={"code": "family_need"}
    ),
    "backoffice:registers": _page(*OF_THE_LAW),
    "backoffice:audit": Access(get=officials(200, "auditor"), post=officials(422, "auditor")),
    "backoffice:audit-verify": Access(
        get=officials(405, "auditor", elsewhere=405), post=officials("backoffice:audit", "auditor")
    ),
    "backoffice:audit-export": _page("auditor"),
    "backoffice:give-back": replace(_move(422, "reviewer", "supervisor"), objects=_charge),
    "backoffice:inspections": _page("inspector", *OVERSEERS),
    "backoffice:inspection": replace(
        _page("inspector", *READERS_OF_CASES), get=officials(404, "inspector", *READERS_OF_CASES), named=NO_INSPECTION
    ),
    **{
        f"backoffice:inspection-{act}": Access(
            get=officials(405, *roles), post=officials(404, *roles), named=NO_INSPECTION
        )
        for act, roles in {
            "assign": ("inspector", "supervisor"), "appoint": ("inspector", "supervisor"), "missed": ("inspector",),
            "report": ("inspector",),
        }.items()
    },
    "backoffice:payments": _page("treasurer", "auditor"),
    "backoffice:payments-export": _page("treasurer", "auditor"),
    "backoffice:payments-month": _page("treasurer", "auditor"),
    "backoffice:payment-differences": _page("treasurer", "auditor"),
    "backoffice:payment-difference": Access(
        get=officials(404, "treasurer", "auditor"),
        post=officials(404, "treasurer") | {"auditor": 403},
        named={"difference_id": 999_999},
    ),
    "backoffice:payouts": Access(
        get=officials(200, "treasurer", "auditor"), post=officials(409, "treasurer") | {"auditor": 403}
    ),
    "backoffice:payout": Access(
        get=officials(404, "treasurer", "auditor"),
        post=officials(404, "treasurer") | {"auditor": 403},
        named={"payout": "22222-22222"},
    ),
    "backoffice:payment-files": _page("treasurer", "auditor"),
    "backoffice:refused-refunds": _page("treasurer", "auditor"),
    "backoffice:pay-refund": Access(
        get=officials(405, "treasurer", elsewhere=405), post=officials(422, "treasurer"),
        named={"refund": "22222-22222"},
    ),
    "backoffice:anomalies": _page("auditor"),
    "backoffice:anomalies-export": _page("auditor"),
    "backoffice:anomaly": Access(
        get=officials(404, "auditor"), post=officials(404, "auditor"), named={"anomaly_id": 999_999}
    ),
    "backoffice:trail-alarms": _page("auditor"),
    "backoffice:processing": _page("auditor"),
    "backoffice:processing-sheet": replace(_page("auditor"), named={"kind": "csv"}),
    "backoffice:trail-alarm": Access(
        get=officials(404, "auditor"), post=officials(404, "auditor"), named={"alarm_id": 999_999}
    ),
    "backoffice:figures": _page(*OF_THE_LAW),
    "backoffice:waiting-list": _page(*READERS_OF_CASES),
    "backoffice:saved-filters": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(422, *READERS_OF_CASES)
    ),
    "backoffice:save-filter": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(422, *READERS_OF_CASES), named={"list_code": "worklist"}
    ),
    "backoffice:waiting-list-sheet": _page(*READERS_OF_CASES),
    "backoffice:remind-waiting": Access(get=officials(200, "supervisor"), post=officials(409, "supervisor")),
    "backoffice:call-household": Access(
        get=officials(200, *WORKERS), post=officials(405, *WORKERS, elsewhere=405), objects=_case
    ),
    "backoffice:approve-figure": Access(
        get=officials(405, "approver", "administrator", elsewhere=405),
        post=officials("backoffice:figures", "approver", "administrator", elsewhere="backoffice:figures"),
        objects=lambda b: {"figure_id": b.figure.pk},
    ),
    "backoffice:decline-figure": Access(
        get=officials(405, "approver", "administrator", elsewhere=405),
        post=officials(422, "approver", "administrator", elsewhere=422),
        objects=lambda b: {"figure_id": b.figure.pk},
    ),
    "backoffice:withdraw-figure": Access(
        get=officials(405, "supervisor", "administrator", elsewhere=405),
        post=officials(404, "supervisor", "administrator", elsewhere=404),
        named={"figure_id": 999_999},
    ),
    "backoffice:propose-figure": Access(
        get=officials(200, "supervisor", "administrator", elsewhere=200),
        post=officials(422, "supervisor", "administrator", elsewhere=422),
        objects=lambda b: {"code": b.figure.figure},
    ),
    "backoffice:calendar": _page(*OF_THE_LAW),
    "backoffice:enter-circular": Access(
        get=officials(200, "supervisor", "administrator", elsewhere=200),
        post=officials(422, "supervisor", "administrator", elsewhere=422),
    ),
    "backoffice:correct-circular": Access(
        get=officials(200, "supervisor", "administrator", elsewhere=200),
        post=officials(422, "supervisor", "administrator", elsewhere=422),
        named={"code": "national_day-2027"},
    ),
    "backoffice:branches": _page(*OF_THE_LAW),
    "backoffice:enter-branch": Access(
        get=officials(200, "supervisor", "administrator", elsewhere=200),
        post=officials(422, "supervisor", "administrator", elsewhere=422),
    ),
    "backoffice:correct-branch": Access(
        get=officials(200, "supervisor", "administrator", elsewhere=200),
        post=officials(422, "supervisor", "administrator", elsewhere=422),
        named={"code": "headquarters"},
    ),
    "backoffice:departments": _page("administrator"),
    "backoffice:new-department": Access(get=officials(200, "administrator"), post=officials(422, "administrator")),
    "backoffice:department": Access(
        get=officials(200, "administrator"), post=officials(422, "administrator"), named={"code": "housing_requests"}
    ),
    "backoffice:officials": _page("administrator"),
    "backoffice:new-official": Access(get=officials(200, "administrator"), post=officials(422, "administrator")),
    "backoffice:team": Access(get=officials(200, *WORKERS), post=officials(422, *WORKERS)),
    "backoffice:end-absence": Access(
        get=officials(405, *WORKERS, elsewhere=405), post=officials(404, *WORKERS), named={"absence_id": 999_999_999},
    ),
    # An administrator holds no case, and nobody's cases are theirs to hand over.
    "backoffice:hand-over-cases": Access(
        get=officials(404, "supervisor"), post=officials(404, "supervisor"), named={"official_id": 999_999_999},
    ),
    "backoffice:official": Access(
        get=officials(200, "administrator"), post=officials(422, "administrator"),
        objects=lambda b: {"official_id": b.official.pk},
    ),
}  # fmt: skip
NO_DISTRIBUTION = {"reference": "N-1999-001"}
DISTRIBUTIONS: dict[str, Access] = {
    "backoffice:distributions": _page(*READERS_OF_CASES),
    "backoffice:prepare-distribution": Access(
        get=officials(200, "reviewer", "supervisor"), post=officials(422, "reviewer", "supervisor")
    ),
    "backoffice:distribution": replace(
        _page(*READERS_OF_CASES), get=officials(404, *READERS_OF_CASES), named=NO_DISTRIBUTION
    ),
    "backoffice:distribution-report": replace(
        _page(*READERS_OF_CASES), get=officials(404, *READERS_OF_CASES), named=NO_DISTRIBUTION
    ),
    "backoffice:distribution-nominees": replace(
        _page(*READERS_OF_CASES), get=officials(404, *READERS_OF_CASES), named=NO_DISTRIBUTION
    ),
    "backoffice:distribution-record": replace(
        _page(*READERS_OF_CASES), get=officials(404, *READERS_OF_CASES), named=NO_DISTRIBUTION
    ),
    "backoffice:recommend-distribution": Access(
        get=officials(405, *WORKERS), post=officials(404, *WORKERS), named=NO_DISTRIBUTION
    ),
    "backoffice:approve-distribution": Access(
        get=officials(405, *WORKERS), post=officials(404, "approver"), named=NO_DISTRIBUTION
    ),
    "backoffice:call-off-distribution": Access(
        get=officials(405, *WORKERS), post=officials(404, *WORKERS), named=NO_DISTRIBUTION
    ),
}
KEEPERS = {"get": officials(200, "supervisor"), "post": officials(422, "supervisor")}
STOCK: dict[str, Access] = {
    "backoffice:projects": _page(),
    "backoffice:project": replace(_page(), named=PROJECT),
    "backoffice:new-project": Access(**KEEPERS),
    "backoffice:edit-project": Access(**KEEPERS, named=PROJECT),
    "backoffice:boundary": Access(**KEEPERS, named=PROJECT),
    "backoffice:building": Access(
        get=officials(404, "supervisor"), post=officials(404, "supervisor"), named=PROJECT | {"building": "B1"}
    ),
    "backoffice:report-progress": Access(**KEEPERS, named=PROJECT),
    "backoffice:phase": Access(
        get=officials(200, "supervisor"), post=officials("backoffice:project", "supervisor"),
        named=PROJECT | {"number": 2},
    ),
    "backoffice:gate": Access(
        get=officials(200, "supervisor", elsewhere=200), post=officials(422, "supervisor", elsewhere=422),
        objects=lambda b: PROJECT | {"gate_id": b.gate.pk},
    ),
    "backoffice:move-units": Access(
        get=officials(405, "supervisor"), post=officials(422, "supervisor"), named=PROJECT
    ),
    "backoffice:home-terms": Access(
        get=officials(200, "supervisor", "administrator", elsewhere=200),
        post=officials(422, "supervisor", "administrator", elsewhere=422),
        named=PROJECT | {"unit_class": "house-4br"},
    ),
    "backoffice:unit": replace(_page(), named={"code": "EAST-SITRA-0001"}),
    "backoffice:import-units": Access(**KEEPERS),
    "backoffice:import-template": _page("supervisor"),
    "backoffice:import": Access(
        get=officials(404, "supervisor"), post=officials(404, "supervisor"), named={"import_id": 999}
    ),
    "backoffice:take-back-import": Access(
        get=officials(404, "supervisor"), post=officials(404, "supervisor"), named={"import_id": 999}
    ),
}  # fmt: skip
NO_OFFER = {"offer_id": 999_999}
OFFERS: dict[str, Access] = {
    "portal:offer": Access(get=citizens(404), post=citizens(404), objects=_case),
    "portal:answer-offer": Access(get=citizens(404), post=citizens(404), objects=_case),
    "portal:make-card": Access(get=everyone(405), post=citizens("portal:case"), objects=_case),
    # No provider answers in the tests: whoever may pay is told so.
    "portal:pay": Access(get=everyone(405), post=citizens(503), objects=_charge),
    "portal:paid": Access(get=citizens("portal:case"), post=citizens("portal:case"), objects=_charge),
    "portal:visit-day": Access(
        get=everyone(405), post=citizens(404), objects=lambda b: _case(b) | {"inspection": "NONE2-SUCH2"}
    ),
    "portal:visit-calendar": Access(
        get=citizens(404), post=everyone(405), objects=lambda b: _case(b) | {"inspection": "NONE2-SUCH2"}
    ),
    "portal:wishes": Access(get=MINE, post=citizens("portal:case"), objects=_case),
    "portal:appointment-calendar": Access(get=citizens(404), post=everyone(405), objects=_case),
    "portal:appointment": Access(get=citizens(404), post=citizens(404), objects=_case),
    "backoffice:offers": Access(get=officials(200, *READERS_OF_CASES), post=officials(422, *READERS_OF_CASES)),
    "backoffice:handover-hours": Access(get=officials(200, *READERS_OF_CASES), post=officials(422, *READERS_OF_CASES)),
    "backoffice:offer": replace(_page(*READERS_OF_CASES), get=officials(404, *READERS_OF_CASES), named=NO_OFFER),
    **{
        f"backoffice:{move}": Access(get=officials(405, *WORKERS), post=officials(404, *WORKERS), named=NO_OFFER)
        for move in ("withdraw-offer", "issue-contract", "return-flat", "judge-offer")
    },
    "backoffice:settle-offer": Access(get=officials(405, *WORKERS), post=officials(404, *WORKERS), named=NO_OFFER),
    "backoffice:hand-over": Access(get=officials(405, *WORKERS), post=officials(404, *WORKERS), named=NO_OFFER),
    "backoffice:mend-snag": Access(
        get=officials(405, *WORKERS), post=officials(404, *WORKERS), named=NO_OFFER | {"snag_id": 1}
    ),
}
DESK_CASES: dict[str, Access] = {
    "backoffice:case": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(405, *READERS_OF_CASES, elsewhere=405), objects=_case
    ),
    "backoffice:household": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(405, *READERS_OF_CASES, elsewhere=405), objects=_case
    ),
    "backoffice:document": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(422, "reviewer", "supervisor"),
        objects=lambda b: _case(b) | {"item_id": b.attached.pk},
    ),
    "backoffice:claim": replace(
        _move("backoffice:case", *WORKERS), words=lambda b: {"version": b.case.version}
    ),
    "backoffice:case-open": _move(200, *READERS_OF_CASES),
    "backoffice:release": _move(409, *WORKERS),
    "backoffice:assign-one": _move(422, "supervisor"),
    "backoffice:move": replace(_move(409, *WORKERS), objects=lambda b: _case(b) | {"code": "begin_review"}),
    "backoffice:take-back-recommendation": _move(409, *EXAMINERS),
    "backoffice:reopen": _move(422, *WORKERS),
    "backoffice:judge-document": replace(
        _move(422, "reviewer", "supervisor"), objects=lambda b: _case(b) | {"item_id": b.attached.pk}
    ),
    "backoffice:except-criterion": replace(
        _move(422, *DECIDERS), objects=lambda b: _case(b) | {"criterion": "no-such-criterion"}
    ),
    "backoffice:contested-answers": _page(*WORKERS),
    "backoffice:contested": Access(
        get=officials(404, *WORKERS), post=officials(404, *WORKERS),
        objects=lambda b: _case(b) | {"request_id": 999_999},
    ),
    "backoffice:take-contested": Access(
        get=officials(405, *WORKERS, elsewhere=405), post=officials(404, *WORKERS),
        objects=lambda b: _case(b) | {"request_id": 999_999},
    ),
    "backoffice:unreached": _page(*WORKERS, *OVERSEERS),
    "backoffice:unreached-person": Access(
        get=officials(404, *WORKERS), post=officials(404, *WORKERS), named={"unreached_id": 999_999}
    ),
    "backoffice:unreached-letter": replace(
        _page(*WORKERS),
        get=officials(404, *WORKERS),
        named={"unreached_id": 999_999, "message_id": 999_999},
    ),
    "backoffice:letter-posted": Access(
        get=officials(405, *WORKERS),
        post=officials(404, *WORKERS),
        named={"unreached_id": 999_999, "message_id": 999_999},
    ),
    "backoffice:take-unreached": Access(
        get=officials(405, *WORKERS), post=officials(404, *WORKERS), named={"unreached_id": 999_999}
    ),
    "backoffice:note": _move(422, *WORKERS),
    "backoffice:insert-letter": replace(_move(422, *WORKERS), objects=lambda b: _case(b) | {"code": "note"}),
    "backoffice:request": Access(
        get=officials("backoffice:case", *EXAMINERS), post=officials(405, *EXAMINERS, elsewhere=405), objects=_case
    ),
    **{
        f"backoffice:{move}": _move("backoffice:case", *EXAMINERS)
        for move in ("take-answer", "extend-request", "resend-request")
    },
    "backoffice:request-letter": Access(
        get=officials(404, *EXAMINERS), post=officials(405, *EXAMINERS, elsewhere=405), objects=_case
    ),
    "backoffice:ask-again": replace(
        _move("backoffice:case", "reviewer", "supervisor"), objects=lambda b: _case(b) | {"register": REGISTER}
    ),
    "backoffice:register-answers": Access(
        get=officials(200, *READERS_OF_CASES), post=officials(405, *READERS_OF_CASES, elsewhere=405),
        objects=lambda b: _case(b) | {"register": REGISTER},
    ),
    "backoffice:reassess": _move("backoffice:case", "reviewer", "supervisor"),
    "backoffice:card": replace(_move(422, *DECIDERS), objects=lambda b: _case(b) | {"issued_id": b.issued.pk}),
    "backoffice:correction": Access(
        get=officials(200, "reviewer", "supervisor"), post=officials(422, "reviewer", "supervisor"), objects=_case,
    ),
    "backoffice:contact": Access(get=officials(200, *WORKERS), post=officials(422, *WORKERS), objects=_case),
    "backoffice:promise": replace(_move(404, *WORKERS), objects=lambda b: _case(b) | {"entry_id": 1}),
    "backoffice:seal": Access(get=officials(200, *WORKERS), post=officials(422, *WORKERS), objects=_case),
    "backoffice:hold": Access(get=officials(200, *DECIDERS), post=officials(422, *DECIDERS), objects=_case),
    "backoffice:propose": Access(get=officials(200, *DECIDERS), post=officials(422, *DECIDERS), objects=_case),
}  # fmt: skip

NO_DRAW = {"reference": "D2026-9999"}
DRAW_CONDUCTORS = ("supervisor", "approver")
NOBODYS = everyone(404)
DRAWS: dict[str, Access] = {
    "trail:heads": OPEN,
    "trail:heads-json": OPEN,
    "trail:verifier": OPEN,
    "draws:list": OPEN,
    "draws:verifier": OPEN,
    "draws:draw": Access(get=NOBODYS, post=NO_POST, named=NO_DRAW),
    "draws:live": Access(get=NOBODYS, post=NO_POST, named=NO_DRAW),
    "draws:results": Access(get=NOBODYS, post=NO_POST, named=NO_DRAW),
    "draws:verification": Access(get=NOBODYS, post=NO_POST, named=NO_DRAW),
    "draws:mine": Access(get=everyone(404, anonymous="sign_in"), post=NO_POST, named=NO_DRAW),
    "draws:file": Access(get=NOBODYS, post=NO_POST, named=NO_DRAW | {"file": "rules.json"}),
    "backoffice:draws": _page(),
    "backoffice:new-draw": Access(get=officials(200, *DRAW_CONDUCTORS), post=officials(422, *DRAW_CONDUCTORS)),
    "backoffice:draw-draft": Access(
        get=officials(404, *DRAW_CONDUCTORS), post=officials(404, *DRAW_CONDUCTORS), named={"draft_id": 999_999}
    ),
    "backoffice:draw-parties": Access(get=officials(200), post=officials(422, "administrator")),
    "backoffice:draw": Access(get=officials(404), post=officials(405), named=NO_DRAW),
    "backoffice:draw-file": Access(get=officials(404), post=officials(405), named=NO_DRAW | {"file": "rules.json"}),
    "backoffice:draw-step": Access(get=officials(405), post=officials(404), named=NO_DRAW | {"step": "commit"}),
}

TABLE: dict[str, Access] = (
    INTERFACE | API | DOORS | OFFICIALS_ACCOUNTS | DOCUMENTS | PUBLIC_PORTAL | OWN_PORTAL | CASES | DESK | DESK_CASES
    | FILINGS | STOCK | DISTRIBUTIONS | OFFERS
    | DRAWS | PARTNERS_DESK
)  # fmt: skip

FILES = {
    "backoffice:import-template", "backoffice:worklist-sheet", "backoffice:waiting-list-sheet",
    "backoffice:anomalies-export", "backoffice:audit-export",
    "backoffice:payments-export",
}  # fmt: skip


def pages(surface: str, place: str) -> tuple[str, ...]:
    """Return the addresses of a surface's pages that open to a reader and name nothing: a browser simply goes there."""
    return tuple(
        reverse(name)
        for name, access in TABLE.items()
        if name.startswith(f"{surface}:") and access.get.get(place) == HTTPStatus.OK
        if access.objects is None and not access.named and name not in FILES
    )
