"""Exporting the trail as a folder an outsider checks with one file of the standard library."""

import json
import shutil
from datetime import datetime
from pathlib import Path

from iskan.apps.anchors.models import AnchorStamp, AuditAnchor
from iskan.apps.draws.queries.heads import draw_heads
from iskan.core.anchoring import verify_audit
from iskan.foundation import audit, audit_chain
from iskan.foundation.audit_export import exported_lines
from iskan.foundation.scope import SYSTEM

README = """The audit trail of the system, up to link {link}.

trail.jsonl    each line of the trail: its link, its lane of the hash chain, its digest, and what was digested
anchors.jsonl  the statements that were anchored, each as it was published
draws.json     what each draw is bound to: its lists and, once it was held, its result
stamps/        the time-stamping authority's token over each anchor's digest (RFC 3161)

To recompute everything, with Python 3 alone:

    python3 verify_audit.py . [HEAD ...]

A HEAD is a digest that reached you another way: by the daily mail, or from the page of published heads. Only with one
does the check tell whether the whole folder was made anew.

A time stamp is checked with OpenSSL and the authority's certificate:

    openssl ts -verify -token_in -in stamps/N.tst -digest DIGEST -CAfile authority.pem
"""


class FolderNotEmpty(Exception):
    """There is something in the folder already."""


def export_trail(*, folder: Path, at: datetime) -> int:
    """Write the trail, the anchors, the stamps and the checker; return how many lines were written.

    Raises:
        FolderNotEmpty: nothing is overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(folder.iterdir()):
        raise FolderNotEmpty(folder)
    # What is anchored meanwhile lies beyond what is exported.
    anchors = list(AuditAnchor.objects.order_by("number"))
    head = audit_chain.head()
    lines = _write_trail(folder / "trail.jsonl", head.link)
    (folder / "anchors.jsonl").write_text("".join(anchor.statement for anchor in anchors), "ascii")
    (folder / "draws.json").write_text(json.dumps(_draws()), "ascii")
    _write_stamps(folder / "stamps", anchors)
    (folder / "README.txt").write_text(README.format(link=head.link), "ascii")
    shutil.copyfile(verify_audit.__file__, folder / "verify_audit.py")
    audit.record(scope=SYSTEM, action="audit.export", subject_kind="trail", subject=str(head.link), at=at)
    return lines


def _write_trail(path: Path, upto: int) -> int:
    lines = 0
    with path.open("w", encoding="utf-8") as written:
        for line in exported_lines(upto):
            written.write(json.dumps(line, ensure_ascii=False) + "\n")
            lines += 1
    return lines


def _draws() -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = {}
    for head in draw_heads():
        known.setdefault(head.draw, {})[head.what] = head.digest
    return known


def _write_stamps(folder: Path, anchors: list[AuditAnchor]) -> None:
    folder.mkdir()
    for stamp in AnchorStamp.objects.filter(anchor__in=anchors).select_related("anchor"):
        (folder / f"{stamp.anchor.number}.tst").write_bytes(bytes(stamp.token))
