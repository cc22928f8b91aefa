"""Settings for the test suite: the same system with cheap passwords and storage in a temporary folder."""

from iskan.config.settings.base import *  # noqa: F403 -- the suite runs the shipped settings, less what slows it

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405 -- from base
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
