"""Erasing what is due by the rules of retention, and keeping the proof of it."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import DatabaseError, transaction

from iskan.apps.privacy.models import Erasure, ErasureRun
from iskan.apps.privacy.queries.retention import due_now
from iskan.core.refusal import Refusal
from iskan.core.retention import Eraser
from iskan.foundation import audit
from iskan.foundation.scope import SYSTEM

logger = logging.getLogger(__name__)


class ErasureIncomplete(RuntimeError):
    """Something that was due could not be erased; what could be is gone and proved, and the next run tries again."""


def erase_due(*, at: datetime) -> ErasureRun | None:
    """Erase what is due, each thing in a transaction of its own with its proof; return the run, if anything went.

    Raises:
        ErasureIncomplete: something could not be erased.
    """
    run, failed = None, 0
    for due in due_now(at):
        for name in due.names:
            run = run or ErasureRun.objects.create(at=at)
            failed += not _erased(run, due.eraser, name, at)
    if run is not None:
        _record(run, at)
    if failed:
        message = f"{failed} things that are due could not be erased"
        raise ErasureIncomplete(message)
    return run


def digest_of(rule: str, name: str) -> str:
    """Return the digest under which a thing erased by a rule is known: anyone who knows its name can compute it."""
    return hashlib.sha256(f"{rule}:{name}".encode()).hexdigest()


def list_digest(digests: Sequence[str]) -> str:
    """Return the digest over a run's list: of the sorted digests, a line each."""
    return hashlib.sha256("".join(f"{digest}\n" for digest in sorted(digests)).encode()).hexdigest()


def _erased(run: ErasureRun, eraser: Eraser, name: str, at: datetime) -> bool:
    """Erase one thing with its proof; what cannot be erased holds up nothing else, and is told."""
    rule = eraser.rule.code
    try:
        with transaction.atomic():
            if eraser.erase(name, at):
                Erasure.objects.create(run=run, rule=rule, digest=digest_of(rule, name))
    except (DatabaseError, Refusal):
        logger.exception("What the rule %s names could not be erased", rule)
        return False
    return True


def _record(run: ErasureRun, at: datetime) -> None:
    by_rule: dict[str, list[str]] = {}
    for rule, digest in run.erasures.values_list("rule", "digest"):
        by_rule.setdefault(rule, []).append(digest)
    told: Mapping[str, object] = {
        rule: {"count": len(digests), "digest": list_digest(digests)} for rule, digests in sorted(by_rule.items())
    }
    audit.record(
        scope=SYSTEM, action="retention.run", subject_kind="erasure_run", subject=str(run.pk), at=at, erased=told
    )
