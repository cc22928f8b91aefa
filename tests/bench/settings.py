"""The shipped settings, with the yardstick's address beside the product's."""

from iskan.config.settings.base import *  # noqa: F403 -- all of them, as shipped

ROOT_URLCONF = "tests.bench.baseline"
