"""Findings as JSON and back, so that a decision reads and replays years later."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter

from iskan.core.eligibility import Finding
from iskan.core.facts_json import fact_to_json


def keep_findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as plain JSON values."""
    return [_keep(finding) for finding in findings]


def _keep(finding: Finding) -> dict[str, Any]:
    kept: dict[str, Any] = _converter().unstructure(finding)
    for use, kept_use in zip(finding.facts, kept["facts"], strict=True):
        kept_use["value"] = fact_to_json(use.value)
    return kept


def read_findings(kept: Iterable[dict[str, Any]]) -> tuple[Finding, ...]:
    """Return the findings that were kept; fact values stay as JSON."""
    return tuple(_converter().structure(finding, Finding) for finding in kept)


def substance_of(kept: Any) -> Any:
    """Return kept findings without their words: codes, verdicts, values, figures and days.

    A later release may word a condition or a citation better; what was decided is not another for it.
    """
    if isinstance(kept, list):
        return [substance_of(item) for item in kept]
    if isinstance(kept, dict):
        return {key: substance_of(value) for key, value in kept.items() if not _is_text(value)}
    return kept


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"ar", "en"}


@cache
def _converter() -> JsonConverter:
    return make_converter()
