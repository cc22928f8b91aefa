"""An official's browser, with a session as the staff door leaves it behind the second factor."""

from tests.resilience.citizen import Citizen
from tests.resilience.stack import Stack

LET_IN = """
from datetime import timedelta
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from iskan.apps.accounts.models import Department, User
from iskan.apps.accounts.operations.demonstration import create_demo_staff
from iskan.foundation import clock
create_demo_staff(at=clock.now())
office = Department.objects.get(code="housing_requests")
every = {"roles": ROLES.split(","), "department": office, "name_ar": "موظف", "joined_at": clock.now()}
user = User.objects.get_or_create(username=ROLES, defaults=every)[0]
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": clock.now().timestamp()}]
session["account_authentication_methods_user"] = str(user.pk)
session.set_expiry(timedelta(hours=1))
session.create()
print("session", session.session_key)
"""


# Together they find every door of the desk open; no one person may hold more.
DESK, AUDITOR, ADMINISTRATOR = "reviewer,approver,supervisor", "auditor", "administrator"


def official(stack: Stack, roles: str = DESK, *, language: str = "ar") -> Citizen:
    """Return the browser of an official of these roles, as many as go together."""
    done = stack.iskan("shell", "-v", "0", "-c", LET_IN.replace("ROLES", repr(roles)))
    assert "session " in done.stdout, done.stderr
    browser = Citizen(stack.site, language=language)
    browser.http.cookies.set("iskan_session", done.stdout.rsplit("session ", 1)[1].strip(), domain="127.0.0.1")
    return browser
