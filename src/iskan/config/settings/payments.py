"""How fees and deposits are paid in, and what is owed is paid out: the provider and the bank, and how they know us."""

from urllib.parse import urlsplit

from iskan.config import environment as env

# In production nothing is paid online until a provider is named.
_STAND_IN = "" if env.flag("ISKAN_PRODUCTION") else "http://127.0.0.1:8107"
ISKAN_PAYMENTS_URL = env.text("ISKAN_PAYMENTS_URL", default=_STAND_IN)
ISKAN_PAYMENTS_KEY = env.text("ISKAN_PAYMENTS_KEY", default="iskan-development")
ISKAN_PAYMENTS_NOTICE_SECRET = env.text("ISKAN_PAYMENTS_NOTICE_SECRET", default="iskan-development")
# Where the provider's pages stand, if not where it is called: the only place a payer is led to.
ISKAN_PAYMENTS_PAGES_URL = env.text("ISKAN_PAYMENTS_PAGES_URL", default=ISKAN_PAYMENTS_URL)
PAYMENTS_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(ISKAN_PAYMENTS_PAGES_URL))
PAYMENTS_ORIGINS = [PAYMENTS_ORIGIN] if ISKAN_PAYMENTS_PAGES_URL else []
# How long a payment's page stays open, in minutes.
ISKAN_PAYMENT_MINUTES = env.number("ISKAN_PAYMENT_MINUTES", default=30, most=24 * 60)

# In production nothing is paid out until a bank and the ministry's account there are named.
_BANK_STAND_IN = "" if env.flag("ISKAN_PRODUCTION") else "http://127.0.0.1:8108"
_ACCOUNT_STAND_IN = "" if env.flag("ISKAN_PRODUCTION") else "BH39NBOB00001000000001"
ISKAN_TREASURY_URL = env.text("ISKAN_TREASURY_URL", default=_BANK_STAND_IN)
ISKAN_TREASURY_KEY = env.text("ISKAN_TREASURY_KEY", default="iskan-development")
ISKAN_TREASURY_IBAN = env.text("ISKAN_TREASURY_IBAN", default=_ACCOUNT_STAND_IN)
ISKAN_TREASURY_NAME = env.text("ISKAN_TREASURY_NAME", default="Ministry of Housing and Urban Planning")
