"""The documentation's page of the register of processing, written from the declarations alone."""

from collections.abc import Iterable, Iterator

from iskan.apps.privacy.queries.processing import Part, Processing, processing
from iskan.core.retention import RetentionRule
from iskan.core.text import Text
from iskan.policy.personal_data import KINDS, LASTING, SENSITIVE
from iskan.policy.retention import RULES

TITLE = "# Register of processing · سجل أنشطة المعالجة"
INTRODUCTION = (
    "Written by `iskan privacy register docs/privacy.md` from the services, the registers and what each app\n"
    "declares of its tables (`personal_data.py`). Citizens read the same under `/privacy/`, auditors under\n"
    "`/staff/privacy/`. No legal source at hand names how long data is kept: such a figure is not configured until\n"
    "the ministry approves one, and until then its rule erases nothing\n"
    "([ADR 20](adr/0020-personal-data-in-what-is-never-changed.md))."
)
PARTS = {
    Part.ASKED: "What services ask · ما تطلبه الخدمات",
    Part.EVIDENCE: "Documents · المستندات",
    Part.REGISTER: "What registers answer · ما تجيب به السجلات",
    Part.HELD: "What the system holds · ما يحفظه النظام",
}
HEAD = ("declared in", "what", "about", "from", "why", "ground", "kind", "sensitive", "who sees it", "erased by")
RETENTION_HEAD = ("rule", "what is erased", "after", "days", "ground")


def register_page() -> str:
    """Return the whole page in Markdown, what is meant in both languages, the rest in English."""
    return "\n".join([TITLE, "", INTRODUCTION, "", *_retention(), *_parts()]).rstrip() + "\n"


def _retention() -> Iterator[str]:
    yield "## How long · مدد الحفظ"
    yield ""
    yield from _table(RETENTION_HEAD, map(_rule, RULES.values()))


def _rule(rule: RetentionRule) -> tuple[str, ...]:
    first = rule.days.versions[0].value
    days = "not configured" if first is None else str(first)
    return (
        f"`{rule.code}`",
        _both(rule.what),
        _both(rule.after),
        f"`{rule.days.code}`: {days}",
        _both(rule.ground.cited()),
    )


def _parts() -> Iterator[str]:
    lines = processing()
    for part, title in PARTS.items():
        yield f"## {title}"
        yield ""
        yield from _table(HEAD, (_line(line) for line in lines if line.part is part))


def _line(line: Processing) -> tuple[str, ...]:
    ground = f"{line.ground.en} ({line.cited_from})" if line.ground else "not found"
    return (
        f"`{line.code}`", _both(line.what), line.about.en, line.source.en, line.why.en, ground,
        _several(KINDS[kind] for kind in line.kinds), SENSITIVE[line.sensitivity].en, _several(line.receivers),
        _several(line.kept) or LASTING.en,
    )  # fmt: skip


def _both(text: Text) -> str:
    return f"{text.en}<br>{text.ar}"


def _several(texts: Iterable[Text]) -> str:
    return "; ".join(text.en for text in texts)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/').replace(chr(10), ' ') for cell in row)} |"
    yield ""
