"""`iskan audit`: whether the trail is whole, and what it says of a file."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from iskan.foundation import audit, clock
from iskan.foundation.audit_chain import ChainVerdict, NotASeal, verify
from iskan.foundation.scope import SYSTEM


class Command(BaseCommand):
    help = "Verify the audit trail, or show the lines about one subject."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verifying = verbs.add_parser("verify", help="recompute the hash chain; exit code 1 on a fault")
        verifying.add_argument("--json", action="store_true", dest="as_json")
        verifying.add_argument("--expect", metavar="DIGEST", help="a digest printed earlier and kept elsewhere")
        showing = verbs.add_parser("show", help="the lines about one subject, oldest first")
        showing.add_argument("--subject", required=True, help="a reference number or an internal id")
        showing.add_argument("--kind", default=audit.CASE, help="what the subject is (default: case)")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        {"verify": self._verify, "show": self._show}[options["verb"]](options)

    def _verify(self, options: dict[str, Any]) -> None:
        try:
            verdict = verify(expected=options["expect"])
        except NotASeal as fault:
            raise CommandError("--expect takes a digest as a former `iskan audit verify` printed it.") from fault
        self.stdout.write(_as_json(verdict) if options["as_json"] else _in_words(verdict))
        if verdict.fault is not None:
            raise SystemExit(1)

    def _show(self, options: dict[str, Any]) -> None:
        kind, subject = options["kind"], options["subject"]
        for entry in audit.trail_of(subject_kind=kind, subject=subject):
            who = f"{entry.actor_role} {entry.actor_id or ''}".strip()
            self.stdout.write(f"{entry.at:%Y-%m-%d %H:%M:%S}  {who:24} {entry.action:24} {json.dumps(entry.detail)}")
        audit.record(scope=SYSTEM, action="audit.shown", subject_kind=kind, subject=subject, at=clock.now())


def _as_json(verdict: ChainVerdict) -> str:
    fault = verdict.fault and {**asdict(verdict.fault), "says": verdict.fault.says}
    told = {"intact": fault is None, "entries": verdict.entries, "digest": verdict.seal, "fault": fault}
    return json.dumps(told, ensure_ascii=False)


def _in_words(verdict: ChainVerdict) -> str:
    told = f"{verdict.entries} lines. Digest: {verdict.seal}"
    if verdict.fault is None:
        return f"The audit trail is intact: {told}"
    where = f"line {verdict.fault.entry_id}, link {verdict.fault.link_id}"
    return f"FAULT at {where}: {verdict.fault.says}\n{told}"
