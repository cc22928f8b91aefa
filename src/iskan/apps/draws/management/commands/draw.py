"""`iskan draw`: export a draw's public folder; run or verify one with no database; and RFC 3797's selection."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iskan.apps.draws.operations.draw_refusals import DrawRefused
from iskan.core.draw import folder, rfc3797, verify_draw
from iskan.core.draw.lists import DrawFault
from iskan.integrations.beacon.chains import chain_of
from iskan.integrations.beacon.port import BadSignature, UnknownChain
from iskan.integrations.beacon.signatures import require_signature

FAULTS = (verify_draw.Mismatch, OSError, LookupError, ValueError, TypeError, AttributeError)
READ = (*folder.LISTS, "commitments.json", "reveals.json", "beacon.json")


class Command(BaseCommand):
    help = "Export a draw's folder of files; run or verify a draw from one; select by RFC 3797."
    requires_system_checks: list[str] = []
    verbs_without_database = frozenset({"run", "verify", "rfc3797"})

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        exporting = verbs.add_parser("export", help="write a draw's public files into a folder that is new or empty")
        exporting.add_argument("reference")
        exporting.add_argument("folder", type=Path)
        running = verbs.add_parser("run", help="draw what a folder describes; writes result.tsv and transcript.json")
        running.add_argument("folder", type=Path)
        running.add_argument("--late", action="append", default=[], metavar="PARTY", help="whose reveal came too late")
        verifying = verbs.add_parser("verify", help="recompute a published draw; exit code 1 names what differs")
        verifying.add_argument("folder", type=Path)
        selecting = verbs.add_parser("rfc3797", help="select from a numbered pool as RFC 3797 does")
        selecting.add_argument("--example", action="store_true", help="the RFC's own example, compared with its answer")
        selecting.add_argument(
            "--source", action="append", default=[], help="numbers, or letters; once for each source"
        )
        selecting.add_argument("--pool", type=int, help="how many are numbered from 1")
        selecting.add_argument("--select", type=int, help="how many are wanted")

    def handle(self, *_args: Any, **options: Any) -> None:
        {"export": self._export, "run": self._run, "verify": self._verify, "rfc3797": self._select}[options["verb"]](
            options
        )

    def _export(self, options: dict[str, Any]) -> None:
        # Running and verifying a draw need no tables, and so no Django set up; this alone does.
        from iskan.apps.draws.operations.draw_folder import export_draw  # noqa: PLC0415 -- see above

        try:
            names = export_draw(reference=options["reference"], folder=options["folder"])
        except DrawRefused as fault:
            raise CommandError(f"{fault.text.en}. {fault.text.ar}") from fault
        for name in names:
            self.stdout.write(str(options["folder"] / name))

    def _run(self, options: dict[str, Any]) -> None:
        folder_path: Path = options["folder"]
        try:
            files = {name: (folder_path / name).read_bytes() for name in READ if (folder_path / name).exists()}
            require_signature(chain_of(folder.beacon_in(files).chain), folder.beacon_in(files))
            transcript = folder.draw_in(files, tuple(options["late"]))
            for name, content in folder.published(transcript).items():
                _write_once(folder_path / name, content)
        except UnknownChain as fault:
            raise CommandError(f"The beacon's chain {fault.chain_hash} is not known here.") from fault
        except BadSignature as fault:
            raise CommandError(f"{fault.text.en}. {fault.text.ar}") from fault
        except (DrawFault, OSError) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"result_hash {transcript.result_hash.hex()}")
        for party, reason in transcript.left_out.items():
            self.stdout.write(f"left out    {party}: {reason}")

    def _verify(self, options: dict[str, Any]) -> None:
        folder_path: Path = options["folder"]
        try:
            verify_draw.verify(folder_path)
        except FAULTS as fault:
            raise CommandError(f"MISMATCH: {fault}") from fault
        try:
            beacon = folder.beacon_in({"beacon.json": (folder_path / "beacon.json").read_bytes()})
            require_signature(chain_of(beacon.chain), beacon)
        except UnknownChain:
            raise CommandError("All hashes match, but the beacon's chain is unknown: no key to check it by") from None
        except BadSignature as fault:
            raise CommandError(f"MISMATCH: {fault.text.en}") from fault
        self.stdout.write(f"ok  the beacon's signature is that of: {chain_of(beacon.chain).name.en}")
        self.stdout.write("The draw is verified.")

    def _select(self, options: dict[str, Any]) -> None:
        sources: list[Sequence[int] | str] = [_source(said) for said in options["source"]]
        pool, wanted = options["pool"], options["select"]
        if options["example"]:
            sources, pool = list(rfc3797.EXAMPLE_SOURCES), rfc3797.EXAMPLE_POOL
            wanted = len(rfc3797.EXAMPLE_SELECTED)
        if not sources or pool is None or wanted is None:
            raise CommandError("Name the sources, the pool and how many to select, or --example.")
        key = rfc3797.key_of(sources)
        try:
            selected = rfc3797.select(key, pool, wanted)
        except ValueError as fault:
            raise CommandError(f"{fault}: the pool holds at most {rfc3797.LARGEST_POOL}.") from fault
        self.stdout.write(f"key {key}")
        for turn, number in enumerate(selected):
            self.stdout.write(f"{turn + 1:5}  {rfc3797.digest_of(key, turn).hex().upper()}  {number}")
        if options["example"] and tuple(selected) != rfc3797.EXAMPLE_SELECTED:
            raise CommandError("This is not what the RFC publishes.")


def _source(said: str) -> Sequence[int] | str:
    numbers = re.findall(r"[0-9]+", said)
    return [int(number) for number in numbers] if re.fullmatch(r"[0-9\s,.]+", said) else said


def _write_once(path: Path, content: bytes) -> None:
    """Write a file; one that already says something else is kept, since there is no second draw."""
    if path.exists() and path.read_bytes() != content:
        raise CommandError(f"{path.name} already tells of another outcome: there is no redraw.")
    path.write_bytes(content)
