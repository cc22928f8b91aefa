"""How people sign in: citizens through the national eKey, officials by password and second factor."""

from urllib.parse import urlsplit

from iskan.config import environment as env

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "sign_in"
PUBLIC_HOME = "portal:home"
CITIZENS_HOME = "portal:my_cases"
OFFICIALS_HOME = "backoffice:worklist"
PARTNERS_HOME = "partner:referrals"
OFFICIALS_IDLE_SECONDS = 30 * 60
CITIZENS_IDLE_SECONDS = 30 * 60
OFFICIALS_SESSION_HOURS = env.number("ISKAN_OFFICIALS_SESSION_HOURS", default=12, most=24)
PASSWORD_RESET_TIMEOUT = 24 * 3600  # of the link by which an official chooses a password
TRUSTED_PROXIES = env.networks("ISKAN_TRUSTED_PROXIES")

ISKAN_EKEY_URL = env.text("ISKAN_EKEY_URL", default="http://localhost:8103")
EKEY_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(ISKAN_EKEY_URL))
ISKAN_EKEY_CLIENT_SECRET = env.text("ISKAN_EKEY_CLIENT_SECRET", default="iskan-development")

# What takes an advanced eKey (identity proven by fingerprint or face), and how its sign-ins name that level.
ISKAN_EKEY_ADVANCED_FOR = env.items("ISKAN_EKEY_ADVANCED_FOR", default="contact,consent,submission,copy")
ISKAN_EKEY_ADVANCED_ACR = env.items("ISKAN_EKEY_ADVANCED_ACR", default="advanced")

ACCOUNT_ADAPTER = "iskan.apps.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Attempts at a password are counted by our own limiter; these guard codes and confirmations.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "100/m/ip,5/300s/key"}

SOCIALACCOUNT_ADAPTER = "iskan.apps.accounts.adapters.CitizenAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_QUERY_EMAIL = False
OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "ekey",
                "name": "eKey",
                "client_id": env.text("ISKAN_EKEY_CLIENT_ID", default="iskan"),
                "secret": ISKAN_EKEY_CLIENT_SECRET,
                "settings": {"server_url": ISKAN_EKEY_URL, "scope": ["openid", "profile", "phone"]},
            }
        ],
    }
}

MFA_ADAPTER = "iskan.apps.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "iskan.surfaces.sign_in.forms.AuthenticateForm",
    "reauthenticate": "iskan.surfaces.sign_in.forms.ReauthenticateForm",
}
