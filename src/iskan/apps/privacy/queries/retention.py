"""The rules of retention with their figures as they stand on a day."""

from dataclasses import dataclass
from datetime import date

from iskan.apps.catalogue.queries import figures
from iskan.core.dated import NotConfigured, Version
from iskan.core.retention import RetentionRule
from iskan.policy.retention import RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInForce:
    """A rule and the version of its figure in force; without one nothing is erased by it."""

    rule: RetentionRule
    version: Version[int] | None

    @property
    def days(self) -> int | None:
        return self.version.value if self.version else None


def rules_in_force(on: date) -> tuple[RuleInForce, ...]:
    """Return every rule of retention as it stands on a day."""
    book, found = figures(), []
    for rule in RULES.values():
        try:
            found.append(RuleInForce(rule=rule, version=book.on(rule.days, on)))
        except NotConfigured:
            found.append(RuleInForce(rule=rule, version=None))
    return tuple(found)
