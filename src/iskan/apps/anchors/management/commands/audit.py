"""`iskan audit`: whether the trail is whole and as it was anchored, what it says of a file, and the folder of proof."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from iskan.foundation import audit, clock
from iskan.foundation.audit_chain import NotASeal
from iskan.foundation.scope import SYSTEM

if TYPE_CHECKING:
    from iskan.apps.anchors.queries.proof import Proof


class Command(BaseCommand):
    help = "Verify the audit trail, anchor its head, export it, or show the lines about one subject."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verifying = verbs.add_parser("verify", help="recompute the hash chain; exit code 1 on a fault")
        verifying.add_argument("--json", action="store_true", dest="as_json")
        kept = verifying.add_mutually_exclusive_group()
        kept.add_argument("--expect", metavar="DIGEST", help="a digest printed earlier and kept elsewhere")
        kept.add_argument("--since", metavar="HEAD", help="recompute what follows an anchor's digest, or one printed")
        anchoring = verbs.add_parser("anchor", help="anchor the head of the trail now")
        anchoring.add_argument("--mail", action="store_true", help="mail it to the auditors too, as each night")
        exporting = verbs.add_parser("export", help="write a folder an outsider checks without this system")
        exporting.add_argument("folder", type=Path)
        showing = verbs.add_parser("show", help="the lines about one subject, oldest first")
        showing.add_argument("--subject", required=True, help="a reference number or an internal id")
        showing.add_argument("--kind", default=audit.CASE, help="what the subject is (default: case)")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        verbs = {"verify": self._verify, "anchor": self._anchor, "export": self._export, "show": self._show}
        verbs[options["verb"]](options)

    def _verify(self, options: dict[str, Any]) -> None:
        from iskan.apps.anchors.queries.proof import prove  # noqa: PLC0415 -- brings the library of signatures

        try:
            proof = prove(expected=options["expect"], since=options["since"])
        except NotASeal as fault:
            raise CommandError("A digest is expected as `iskan audit verify` or an anchor gives it.") from fault
        self.stdout.write(_as_json(proof) if options["as_json"] else _in_words(proof))
        if proof.finding is not None:
            raise SystemExit(1)

    def _anchor(self, options: dict[str, Any]) -> None:
        from iskan.apps.anchors.operations.anchoring import make_anchor  # noqa: PLC0415 -- likewise
        from iskan.integrations.timestamps.port import is_configured  # noqa: PLC0415 -- likewise

        anchor = make_anchor(at=clock.now(), is_mailed=options["mail"])
        self.stdout.write(f"Anchor {anchor.number}: {anchor.digest}")
        if not is_configured():
            self.stdout.write("No time-stamping authority is configured (ISKAN_TIMESTAMP_URL): it is not stamped.")

    def _export(self, options: dict[str, Any]) -> None:
        from iskan.apps.anchors.operations.exporting import FolderNotEmpty, export_trail  # noqa: PLC0415 -- likewise

        try:
            lines = export_trail(folder=options["folder"], at=clock.now())
        except FolderNotEmpty as fault:
            raise CommandError(f"{options['folder']} is not empty.") from fault
        self.stdout.write(f"{lines} lines written. Check them: python3 {options['folder'] / 'verify_audit.py'} FOLDER")

    def _show(self, options: dict[str, Any]) -> None:
        kind, subject = options["kind"], options["subject"]
        for entry in audit.trail_of(subject_kind=kind, subject=subject):
            who = f"{entry.actor_role} {entry.actor_id or ''}".strip()
            self.stdout.write(f"{entry.at:%Y-%m-%d %H:%M:%S}  {who:24} {entry.action:24} {json.dumps(entry.detail)}")
        audit.record(scope=SYSTEM, action="audit.shown", subject_kind=kind, subject=subject, at=clock.now())


def _as_json(proof: "Proof") -> str:
    finding, verdict = proof.finding, proof.verdict
    fault = asdict(finding) if finding else None
    told = {
        "intact": finding is None,
        "entries": verdict.entries,
        "anchors": proof.anchors,
        "digest": verdict.seal,
        "fault": fault,
    }
    return json.dumps(told, ensure_ascii=False)


def _in_words(proof: "Proof") -> str:
    told = f"{proof.verdict.entries} lines, {proof.anchors} anchors. Digest: {proof.verdict.seal}"
    if proof.finding is None:
        return f"The audit trail is intact: {told}"
    return f"The audit trail is NOT intact ({proof.finding.where}): {proof.finding.says} {told}"
