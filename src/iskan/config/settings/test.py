"""Settings for the test suite: the shipped settings with cheap passwords and data of their own."""

import os
from unittest.mock import patch

os.environ.setdefault("SECRET_KEY", "the tests' own key, never used to sign anything that lasts")

from iskan.config import environment

# No test meets the stand-ins of a system that happens to run on this machine: nobody has this port. The processes
# a test starts are told of their own, so they inherit none of it.
NOBODY = "http://127.0.0.1:9"
STAND_INS = (
    "ISKAN_REGISTERS_URL", "ISKAN_SMS_URL", "ISKAN_EKEY_URL", "ISKAN_BEACON_URLS", "ISKAN_PAYMENTS_URL",
    "ISKAN_TREASURY_URL",
)  # fmt: skip
with patch.dict(os.environ, dict.fromkeys(STAND_INS, NOBODY)):
    from iskan.config.settings.base import *  # noqa: F403 -- the suite runs the shipped settings, less what slows it
    from iskan.config.settings.base import DATA_DIR as INSTALLED_DATA_DIR
    from iskan.config.settings.base import STORAGES as SHIPPED_STORAGES

DATA_DIR = INSTALLED_DATA_DIR / "test"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": environment.database(DATA_DIR)}
DATABASES["default"]["TEST"] = {"NAME": environment.text("ISKAN_TEST_DATABASE", default="test_iskan")}
# Threads of a live server or a worker leave no connection behind that would keep the database from being dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **SHIPPED_STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
