"""The documentation page of a service, written from its declaration alone."""

from collections.abc import Iterable, Iterator
from typing import Any

from iskan.apps.catalogue.declarations import digest_of
from iskan.core.catalogue import About, Audience, DeclaredDocument, Service, says
from iskan.core.charges import DeclaredPayout, Fee, Priced
from iskan.core.dated import Dated, Version
from iskan.core.eligibility import Criterion
from iskan.core.evidence import Evidence
from iskan.core.figure_words import figure_text
from iskan.core.forms import GroupQuestion, Question, Step
from iskan.core.lifecycle import Transition
from iskan.core.text import Text

Row = tuple[str, ...]


def service_page(service: Service) -> str:
    """Return a service's page in Markdown, both languages side by side."""
    return "\n".join([*_head(service), *_asked(service), *_judged(service), *_course(service)]).rstrip() + "\n"


def _head(service: Service) -> Iterator[str]:
    yield f"# {service.name.en} · {service.name.ar}"
    yield ""
    version = digest_of(service)[:12]
    yield f"`{service.code}`, version `{version}`. Written from the service file by `iskan services pages`."
    yield ""
    yield service.summary.en
    yield ""
    yield service.summary.ar
    yield ""
    yield from _table(("", ""), _summary(service))


def _summary(service: Service) -> Iterator[Row]:
    yield "Who may apply", _lines(service.who_may_apply)
    if service.audiences != (Audience.CITIZEN,):
        yield "For", ", ".join(service.audiences)
    yield "Through a delegate", "yes" if service.by_delegate else "no"
    yield "Legal basis", "<br>".join(f"{_both(b.cited())} ({b.source}, {b.grade})" for b in service.legal_basis)
    if service.about:
        yield "About an earlier case", _earlier(service.about)
    yield "Channels", ", ".join(service.channels)
    yield "Fee", price_words(service.fee)
    if service.deposit is not None:
        yield "Deposit", price_words(service.deposit)
    if service.payout is not None:
        yield "Paid out", price_words(service.payout)
    yield "Promise", "none" if service.promise is None else figure_versions(service.promise)
    if service.documents:
        yield "Documents issued", _lines(document.name for document in service.documents)


def price_words(priced: Priced | None) -> str:
    """Say what a service charges and when; where an answer prices it, by which."""
    if priced is None:
        return "none"
    by_answer = (f"`{priced.by}` = `{answer}`: {figure_versions(figure)}" for answer, figure in priced.figures)
    amounts = [figure_versions(priced.figure)] if priced.figure else list(by_answer)
    again = ", refundable" if isinstance(priced, Fee) and priced.is_refundable else ""
    amounts += [f"times `{priced.per}`"] if priced.per else []
    when = "to the applicant's account" if isinstance(priced, DeclaredPayout) else f"due on {priced.due.value}{again}"
    return "<br>".join([*amounts, when])


def _earlier(about: About) -> str:
    """Say which earlier cases fit, how they ended, and until when."""
    of = ", ".join(f"`{code}`" for code in about.services) or "any other service"
    told = [f"of {of}", f"ended as: {', '.join(about.outcomes)}", *(f"known of it: `{fact}`" for fact in about.facts)]
    if about.within:
        told.append(f"within: {figure_versions(about.within)}")
    if about.decided_by_others:
        told.append("decided by officials who did not decide it")
    return "<br>".join(told)


def _asked(service: Service) -> Iterator[str]:
    for step in service.steps:
        yield f"## {step.title.en} · {step.title.ar}"
        yield ""
        yield from _table(("Code", "Question", "Kind", "Must be answered"), _step_rows(step))
    yield from _section(
        "Documents · المستندات",
        ("Code", "Document", "Which", "Pages", "Issued", "Legal basis"),
        [_evidence_row(evidence) for evidence in service.evidence],
    )
    yield from _section(
        "Declarations · الإقرارات",
        ("Code", "Words", "By"),
        [(f"`{d.code}`", _both(d.text), "each adult" if d.each_adult else "applicant") for d in service.declarations],
    )
    yield from _section(
        "Registers asked · الجهات المستعلَم لديها",
        ("Register", "About", "Purpose", "Legal ground"),
        [
            (f"`{c.register}`", c.subjects.value, _both(c.purpose), _both(service.ground_of(c)))
            for c in service.register_checks
        ],
    )


def _evidence_row(evidence: Evidence) -> Row:
    pages = f"{evidence.fewest_pages} or more" + (", may be left out" if evidence.optional else "")
    issued = _both(evidence.fresh_within.figure.label) if evidence.fresh_within else ""
    basis = _both(evidence.legal_basis.cited())
    return f"`{evidence.code}`", _both(evidence.name), _both(evidence.help), pages, issued, basis


def _step_rows(step: Step) -> Iterator[Row]:
    for shown in step.shows:
        yield f"`{shown.fact}`", _both(shown.label), "shown from registers", ""
    for question in step.questions:
        yield from _question_rows(question, question.code)


def _question_rows(question: Question, code: str) -> Iterator[Row]:
    when = "where asked" if question.shown_when else "yes"
    yield f"`{code}`", _both(question.label), question.kind.replace("_", " "), when if question.required else "no"
    if isinstance(question, GroupQuestion):
        for part in question.questions:
            yield from _question_rows(part, f"{code}.{part.code}")


def _judged(service: Service) -> Iterator[str]:
    criteria = (*service.criteria, *(c for programme in service.programmes for c in programme.criteria))
    figures = {figure.code: figure for criterion in criteria for figure in criterion.figures}.values()
    yield from _section(
        "Criteria · الشروط",
        ("Code", "Criterion", "Legal basis", "Source"),
        [_criterion_row(criterion) for criterion in criteria],
    )
    yield from _section(
        "Figures · القيم",
        ("Figure", "Value", "From", "Legal basis", "Note"),
        [_figure_row(figure, version) for figure in figures for version in figure.versions],
    )


def _criterion_row(criterion: Criterion) -> Row:
    basis = criterion.legal_basis
    return f"`{criterion.code}`", _both(criterion.label), _both(basis.cited()), f"{basis.source} ({basis.grade})"


def _figure_row(figure: Dated[Any], version: Version[Any]) -> Row:
    basis = f"{_both(version.basis.cited())}<br>{version.basis.source} ({version.basis.grade})"
    note = version.note.en if version.note else ""
    return f"`{figure.code}`<br>{_both(figure.label)}", _value(figure, version), f"{version.first_day}", basis, note


def _course(service: Service) -> Iterator[str]:
    life = service.lifecycle
    yield from _section(
        "Stages · المراحل",
        ("Code", "Stage", "What comes next", "Clock"),
        [(f"`{s.code}`", _both(s.name), _both(s.next_step), s.clock.value) for s in life.stages],
    )
    yield from _section(
        "Moves · الإجراءات",
        ("Code", "Move", "From", "To", "By", "Then"),
        [
            (f"`{t.code}`", _both(t.label), ", ".join(t.sources), t.target, ", ".join(t.by), _effects(service, t))
            for t in life.transitions
        ],
    )
    yield from _section(
        "Documents issued · الوثائق الصادرة",
        ("Code", "Document", "States", "Holds"),
        [_issued_row(document) for document in service.documents],
    )


def _issued_row(document: DeclaredDocument) -> Row:
    """Return a document the service issues: what it states and for how long it holds."""
    holds = "until revoked" if document.valid_for is None else figure_versions(document.valid_for)
    return f"`{document.code}`", _both(document.name), _lines(line.label for line in document.lines), holds


def _effects(service: Service, transition: Transition) -> str:
    return _lines(says(service, effect) for effect in transition.effects)


def figure_versions(figure: Dated[Any]) -> str:
    """Say each value of a figure with its first day; one that was not found is told as not configured."""
    return "<br>".join(_version(figure, version) for version in figure.versions)


def _version(figure: Dated[Any], version: Version[Any]) -> str:
    told = _value(figure, version)
    return told if version.value is None else f"{told} from {version.first_day}"


def _value(figure: Dated[Any], version: Version[Any]) -> str:
    return "not configured" if version.value is None else figure_text(figure, version.value).en


def _both(text: Text) -> str:
    return f"{text.en}<br>{text.ar}"


def _lines(texts: Iterable[Text]) -> str:
    return "<br>".join(_both(text) for text in texts)


def _section(title: str, columns: Row, rows: list[Row]) -> Iterator[str]:
    """Yield a heading and its table; nothing where there are no rows."""
    if rows:
        yield f"## {title}"
        yield ""
        yield from _table(columns, rows)


def _table(columns: Row, rows: Iterable[Row]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
    yield ""
