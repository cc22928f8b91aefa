"""What is processed, by service and table, for how long and for whom; and what a citizen's copy holds of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from iskan.apps.privacy.archives import CopyContents
from iskan.apps.privacy.queries.processing import Part, Processing
from iskan.apps.privacy.queries.retention import RuleInForce
from iskan.core.figure_words import figure_text
from iskan.core.personal_data import DataKind, Sensitivity
from iskan.core.text import Text
from iskan.policy.personal_data import KINDS, LASTING
from iskan.surfaces.ui.formatting import t

_TONES = {Sensitivity.YES: "warning", Sensitivity.MAY_BE: "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DataLine:
    """One thing asked, attached, looked up or held."""

    what: str
    source: str
    about: str
    why: str
    kind: str
    sensitive: str
    tone: str
    ground: str
    receivers: str
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceData:
    """What one service asks and looks up, the law it rests on, and who sees it."""

    name: str
    ground: str
    receivers: str
    asked: tuple[DataLine, ...]
    looked_up: tuple[DataLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    what: str
    after: str
    days: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyPage:
    services: tuple[ServiceData, ...]
    held: tuple[DataLine, ...]
    periods: tuple[PeriodView, ...]


def privacy_page(lines: Sequence[Processing], rules: Iterable[RuleInForce]) -> PrivacyPage:
    """Return the page."""
    of_services = [line for line in lines if line.service is not None]
    grouped = groupby(of_services, key=lambda line: line.service)
    return PrivacyPage(
        services=tuple(_service(name, list(group)) for name, group in grouped if name is not None),
        held=tuple(data_line(line) for line in lines if line.part is Part.HELD and set(line.kinds) != {DataKind.STAFF}),
        periods=tuple(map(_period, rules)),
    )


def data_line(line: Processing) -> DataLine:
    """Return one line in the reader's language."""
    sensitive = {Sensitivity.YES: _("Sensitive"), Sensitivity.MAY_BE: _("May be sensitive")}
    return DataLine(
        what=t(line.what),
        source=t(line.source),
        about=t(line.about),
        why=t(line.why),
        kind=_joined(KINDS[kind] for kind in line.kinds),
        sensitive=sensitive.get(line.sensitivity, ""),
        tone=_TONES.get(line.sensitivity, "neutral"),
        ground=t(line.ground) if line.ground else _("Not found in the sources at hand"),
        receivers=_joined(line.receivers),
        kept=_joined(line.kept) or t(LASTING),
    )


def _service(name: Text, lines: Sequence[Processing]) -> ServiceData:
    shown = [(line.part, data_line(line)) for line in lines]
    first = next((line for part, line in shown if part is not Part.EVIDENCE), shown[0][1])
    return ServiceData(
        name=t(name),
        ground=first.ground,
        receivers=first.receivers,
        asked=tuple(line for part, line in shown if part is not Part.REGISTER),
        looked_up=tuple(line for part, line in shown if part is Part.REGISTER),
    )


def _period(each: RuleInForce) -> PeriodView:
    days = each.rule.days
    said = t(figure_text(days, each.days)) if each.days is not None else _("Not configured: nothing is erased")
    basis = each.version.basis if each.version else each.rule.ground
    return PeriodView(what=t(each.rule.what), after=t(each.rule.after), days=said, basis=t(basis.cited()))


def _joined(texts: Iterable[Text]) -> str:
    return _(", ").join(t(text) for text in texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutLine:
    """What a copy does not hold, in groups of one reason."""

    reason: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedLine:
    """One table of a copy."""

    what: str
    why: str
    count: int
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyContentsPage:
    """The first page of a copy: its tables with rows, its files, and what stayed out."""

    made_at: datetime
    tables: tuple[CopiedLine, ...]
    files: tuple[str, ...]
    too_large: tuple[str, ...]
    left_out: tuple[LeftOutLine, ...]


def left_out_page(not_given: Sequence[tuple[Text, Text]]) -> tuple[LeftOutLine, ...]:
    """Return what a copy does not hold, a line for each reason."""
    reasons = dict.fromkeys(reason for _what, reason in not_given)
    return tuple(
        LeftOutLine(reason=t(reason), what=tuple(t(what) for what, why in not_given if why == reason))
        for reason in reasons
    )


def contents_page(contents: CopyContents, not_given: Sequence[tuple[Text, Text]], at: datetime) -> CopyContentsPage:
    """Return the first page of a copy."""
    return CopyContentsPage(
        made_at=at,
        tables=tuple(
            CopiedLine(
                what=t(one.held.what), why=t(one.held.purpose.words), count=len(one.rows), is_cut=one.is_cut
            )
            for one in contents.tables
            if one.rows
        ),
        files=tuple(one.name for one in contents.files),
        too_large=tuple(one.name for one in contents.left_out),
        left_out=left_out_page(not_given),
    )  # fmt: skip
