"""The start-up check that no table is kept without saying which of its fields are personal."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from iskan.apps.privacy.queries.copies import unsaid_tables
from iskan.apps.privacy.queries.processing import undeclared_fields


@register("privacy")
def personal_fields_are_declared(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a field that no app declares as personal or not."""
    said = "{} is declared neither personal nor plain"
    hint = "Name it in HELD of the app's personal_data.py."
    return [Error(said.format(name), hint=hint, id="privacy.E001") for name in undeclared_fields()]


@register("privacy")
def copies_are_declared(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a table that holds something of people and does not say whether they are given a copy of it."""
    said = "{} does not say whether people are given their own rows of it"
    hint = "Write `given=` in HELD of the app's personal_data.py: `Given(…)`, or why not as `Text`."
    return [Error(said.format(name), hint=hint, id="privacy.E002") for name in unsaid_tables()]
