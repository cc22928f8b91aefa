"""The rules of retention as they stand, what is due by them, and what they erased."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from iskan.apps.catalogue.queries import figures
from iskan.apps.privacy.models import Erasure, ErasureRun
from iskan.apps.privacy.queries.processing import declared_in
from iskan.core.dated import NotConfigured, Version
from iskan.core.retention import Eraser, RetentionRule
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DueByRule:
    """What one rule would erase now, by its names; a rule without a figure names nothing."""

    eraser: Eraser
    days: int | None
    names: tuple[str, ...]


def due_now(at: datetime) -> tuple[DueByRule, ...]:
    """Return what is due to be erased at an instant, rule by rule; nothing is changed by asking."""
    days = {each.rule.code: each.days for each in rules_in_force(timezone.localdate(at))}
    return tuple(_due(eraser, days[eraser.rule.code], at) for eraser in erasers())


def _due(eraser: Eraser, days: int | None, at: datetime) -> DueByRule:
    names = () if days is None else tuple(eraser.due(at - timedelta(days=days)))
    return DueByRule(eraser=eraser, days=days, names=names)


def erasers() -> tuple[Eraser, ...]:
    """Return how every rule is carried out, as the apps declare it."""
    return declared_in("retention", "ERASERS")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A run of the rules: when it was, and how much each rule erased."""

    id: int
    at: datetime
    counts: tuple[tuple[RetentionRule, int], ...]


def newest_runs(most: int = 30) -> tuple[RunLine, ...]:
    """Return the newest runs that erased something."""
    runs = ErasureRun.objects.order_by("-pk")[:most]
    counted = Erasure.objects.filter(run__in=[run.pk for run in runs]).values("run", "rule").annotate(n=Count("pk"))
    by_run: dict[int, list[tuple[RetentionRule, int]]] = {}
    for row in counted.order_by("rule"):
        by_run.setdefault(row["run"], []).append((RULES[row["rule"]], row["n"]))
    return tuple(RunLine(id=run.pk, at=run.at, counts=tuple(by_run.get(run.pk, ()))) for run in runs)
