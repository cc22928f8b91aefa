"""Policy trials: asked for by an official, computed by a job, kept with parameters; nobody's place changes."""

import csv
import gzip
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.timezone import localdate
from numpy.typing import NDArray
from procrastinate.contrib.django import app

from iskan.apps.catalogue.queries import figures
from iskan.apps.waiting_lists.enums import TrialKind, TrialStatus
from iskan.apps.waiting_lists.models import PolicyTrial
from iskan.apps.waiting_lists.operations.queueing import RUN_TRIAL
from iskan.apps.waiting_lists.queries.households import Households, households
from iskan.apps.waiting_lists.rules import can_try_policy
from iskan.core.money import Money
from iskan.core.points import PointsScheme, Scores, places_by, score_all
from iskan.core.policy_trial import OUT, moves_by, moves_of_all, places_within
from iskan.core.refusal import NotForThisRole, Refusal
from iskan.core.text import Text
from iskan.foundation import audit
from iskan.foundation.scope import Scope
from iskan.policy.registry import schemes

HIGHEST = Money.bhd(100_000)
HEAD = ("reference", "governorate", "category", "year", "place", "place_after", "move")
Ints = NDArray[np.int64]


NOT_A_TRIER = Text(ar="تجربة السياسات ليست ضمن صلاحيات الموظف.", en="Your role does not try policies.")


class BadTrial(Refusal):
    """What was asked cannot be tried."""


NO_SUCH_SCHEME = Text(ar="اختر نظامًا من الأنظمة المعلنة.", en="Choose one of the declared schemes.")
BAD_CEILING = Text(ar="أدخل مبلغًا بالدينار لا يتجاوز 100,000.", en="Enter an amount in dinars of at most 100,000.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """The order tried: places after it, and the points behind them where points were given."""

    after: Ints
    unknown: int
    columns: tuple[str, ...] = ()
    scores: Scores | None = None


@transaction.atomic
def try_scheme(*, scope: Scope, scheme: str, weights: Mapping[str, int], programme: str, at: datetime) -> PolicyTrial:
    """Ask for a points scheme to be tried, with weights of one's own.

    Raises:
        NotForThisRole, BadTrial: no such scheme. BadScheme: a weight that cannot be.
    """
    found = schemes().get(scheme)
    if found is None:
        raise BadTrial(NO_SUCH_SCHEME)
    weighed = {criterion.code: criterion.weight for criterion in found.weighed(weights).criteria}
    return _start(scope, TrialKind.SCHEME, programme, {"scheme": scheme, "weights": weighed}, at)


@transaction.atomic
def try_ceiling(*, scope: Scope, ceiling: Money, programme: str, at: datetime) -> PolicyTrial:
    """Ask what another highest income would do to those who already wait.

    Raises:
        NotForThisRole, BadTrial: an amount that cannot be a ceiling.
    """
    if not Money(0) < ceiling <= HIGHEST:
        raise BadTrial(BAD_CEILING)
    return _start(scope, TrialKind.CEILING, programme, {"ceiling_fils": ceiling.fils}, at)


def run_trial(*, trial_id: int, at: datetime) -> PolicyTrial:
    """Compute a trial and keep its outcome and sheet; how far it is can be read meanwhile."""
    trial = PolicyTrial.objects.get(pk=trial_id)
    if trial.status == TrialStatus.DONE:
        return trial
    _progress(trial, TrialStatus.RUNNING, 5)
    waiting = households(trial.programme, figures=figures(), today=localdate(at))
    _progress(trial, TrialStatus.RUNNING, 60)
    outcome = _tried(trial, waiting)
    _progress(trial, TrialStatus.RUNNING, 75)
    trial.outcome, trial.sheet = _summary(waiting, outcome), _sheet(waiting, outcome)
    trial.status, trial.progress, trial.finished_at = TrialStatus.DONE, 100, at
    trial.save()
    return trial


def fail_trial(*, trial_id: int, at: datetime) -> None:
    """Mark a trial that could not be computed."""
    PolicyTrial.objects.filter(pk=trial_id).update(status=TrialStatus.FAILED, finished_at=at)


def _start(scope: Scope, kind: TrialKind, programme: str, parameters: dict[str, Any], at: datetime) -> PolicyTrial:
    if not can_try_policy(scope):
        raise NotForThisRole(NOT_A_TRIER)
    trial = PolicyTrial.objects.create(
        kind=kind, programme=programme, parameters=parameters, started_by_id=scope.acting_id, created_at=at
    )
    audit.record(
        scope=scope,
        action="policy_trial.start",
        subject_kind="policy_trial",
        subject=str(trial.pk),
        at=at,
        kind=kind.value,
    )
    app.configure_task(RUN_TRIAL).defer(trial_id=trial.pk)
    return trial


def _progress(trial: PolicyTrial, status: TrialStatus, share: int) -> None:
    trial.status, trial.progress = status, share
    trial.save(update_fields=["status", "progress"])


def _tried(trial: PolicyTrial, waiting: Households) -> _Outcome:
    if trial.kind == TrialKind.CEILING:
        return _by_ceiling(waiting, trial.parameters["ceiling_fils"] / 1000)
    return _by_scheme(waiting, schemes()[trial.parameters["scheme"]].weighed(trial.parameters["weights"]))


def _by_scheme(waiting: Households, scheme: PointsScheme) -> _Outcome:
    scores = score_all(scheme, waiting.measures, len(waiting))
    return _Outcome(
        after=places_by(scores.total),
        unknown=int((~scores.known.all(axis=1)).sum()),
        columns=tuple(criterion.code for criterion in scheme.criteria),
        scores=scores,
    )


def _by_ceiling(waiting: Households, ceiling: float) -> _Outcome:
    """Let fall out whose income is known to lie above the ceiling; nobody falls out for want of knowledge."""
    income = waiting.measures.get("income", np.full(len(waiting), np.nan))
    return _Outcome(after=places_within(waiting.places, ~(income > ceiling)), unknown=int(np.isnan(income).sum()))


def _summary(waiting: Households, outcome: _Outcome) -> dict[str, Any]:
    groups = {"governorate": waiting.governorates, "category": waiting.categories, "year": waiting.years}
    return {
        "all": asdict(moves_of_all(waiting.places, outcome.after)),
        "unknown": outcome.unknown,
        **{
            name: [asdict(g) for g in moves_by(labels, waiting.places, outcome.after)]
            for name, labels in groups.items()
        },
    }


def _sheet(waiting: Households, outcome: _Outcome) -> bytes:
    """Return every household's row as compressed CSV, marked as Unicode for spreadsheet programs."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*HEAD, *(["points"] if outcome.scores else []), *outcome.columns])
    columns = (waiting.references, waiting.governorates, waiting.categories, waiting.years, waiting.places.tolist())
    after = [place or "" for place in outcome.after.tolist()]
    moves = np.where(outcome.after == OUT, 0, waiting.places - outcome.after).tolist()
    points = (
        np.column_stack([outcome.scores.total, outcome.scores.breakdown]).tolist()
        if outcome.scores
        else [()] * len(waiting)
    )
    writer.writerows((*row, *items) for *row, items in zip(*columns, after, moves, points, strict=True))
    return gzip.compress(b"\xef\xbb\xbf" + text.getvalue().encode(), compresslevel=5, mtime=0)
