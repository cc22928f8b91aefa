"""The house style of the Arabic, where a machine can hold it: sources, catalogue and documents."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tests.architecture.sources import PROJECT, SOURCE, files, modules, tree

CATALOGUE = SOURCE / "locale" / "ar" / "LC_MESSAGES" / "django.po"
ARABIC = re.compile("[\u0621-\u064a]")
STOP_INSIDE = re.compile(r"[.؟]\s+[\u0621-\u064a]")
ENDED = re.compile(r"([.؟?!:][»)]?|\{\w+\}|%\(\w+\)s)\s*$")
ENDS_WITH_A_STOP = re.compile(r"[^.]\.[»)]?\s*$")
SENTENCES = {"help", "body", "next_step", "intro", "remedy", "statement", "granted", "meaning"}
LABELS = {"label", "name", "subject", "title"}
COUNTED = re.compile(r"%\((?:count|num|units|homes|candidates|hours|days|cases)\)s (?!من\b|إلى\b|/)[\u0621-\u064a]")
REJECTED = (
    "المنارة", "منارة", "البذرة", "السرّ", "جولة", "المقادير", "مدى صدق", "العرض التوضيحي", "المهلة النظامية",
    "القيم النظامية", "لا قيد", "سؤال السجل", "رمز المسكن", "رقم المعاملة", "وكالة", "الوكيل", "توكيل", "استعمال",
    "تعذّر", "للبتّ", "يُرجى", "مكتب العمل", "لم يُعرف بعد", "صرف النظر", "بتاريخ أقدميته", "على أقدميته",
    "المنشورة من", "المنشور من", "عقار يُحتسب", "عقارًا يُحتسب", "خرج من الملك", "بيانات التواصل", "ثمان ",
    "تتغير", "يتغير ", "تغيرت", "سُجِّل", "سُجل ", "حُدد ", "مدير النظام", "الموظف المراجع", "القرار الوزاري رقم",
)  # fmt: skip
DESK = ("لديك", "يمكنك", "رغبتك", "عهدتك", "اقتراحك", "أنت ")


@cache
def texts() -> tuple[tuple[str, str, str], ...]:
    """Return every literal `Text`: where it stands, the field it fills, its Arabic."""
    return tuple(found for path in modules() for found in _texts_of(path) if "synthetic" not in path.parts)


def _texts_of(path: Path) -> Iterator[tuple[str, str, str]]:
    above = {child: node for node in ast.walk(tree(path)) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            written = next((word.value for word in node.keywords if word.arg == "ar"), None)
            if isinstance(written, ast.Constant) and ARABIC.search(written.value):
                holder = above[node]
                field = holder.arg if isinstance(holder, ast.keyword) else ""
                yield f"{path.relative_to(PROJECT)}:{node.lineno}", field or "", written.value


@cache
def words() -> tuple[tuple[str, str, str, bool], ...]:
    """Return every translated word: the English, the file it stands in, the Arabic, whether it is counted."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="ar")
    return tuple(
        (message.id if isinstance(message.id, str) else message.id[0], place, form, message.pluralizable)
        for message in catalogue
        if message.id
        for place in [" ".join(name for name, _line in message.locations)]
        for form in ([message.string] if isinstance(message.string, str) else message.string)
    )


def everything() -> Iterator[tuple[str, str]]:
    """Yield all Arabic: of the sources, of the catalogue, and of the documents' templates."""
    yield from ((place, arabic) for place, _field, arabic in texts())
    yield from ((english, arabic) for english, _place, arabic, _counted in words())
    for path in files("*.typ", "*.html", "*.txt"):
        yield from (
            (f"{path.relative_to(PROJECT)}:{number}", line)
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if ARABIC.search(line)
        )


def test_the_tanwin_stands_before_its_alif() -> None:
    assert [place for place, arabic in everything() if "اً" in arabic] == []


@pytest.mark.parametrize("word", REJECTED)
def test_a_rejected_word_is_used_nowhere(word: str) -> None:
    assert [place for place, arabic in everything() if word in arabic] == []


def test_a_text_with_a_stop_inside_ends_with_one() -> None:
    assert len(texts()) > 1000
    assert [
        (place, arabic) for place, _, arabic in texts() if STOP_INSIDE.search(arabic) and not ENDED.search(arabic)
    ] == []
    assert [
        english for english, _, arabic, _ in words() if STOP_INSIDE.search(arabic) and not ENDED.search(arabic)
    ] == []


def test_sentences_end_with_a_stop_and_labels_do_not() -> None:
    assert [
        (place, arabic) for place, field, arabic in texts() if field in SENTENCES and not ENDED.search(arabic)
    ] == []
    assert [
        (place, arabic) for place, field, arabic in texts() if field in LABELS and ENDS_WITH_A_STOP.search(arabic)
    ] == []


def test_arabic_stops_where_the_english_does() -> None:
    assert [
        (english, arabic)
        for english, _, arabic, counted in words()
        if not counted and english.rstrip().endswith(".") and not ENDED.search(arabic)
    ] == []


def test_a_number_beside_a_noun_is_counted() -> None:
    assert [
        (english, arabic) for english, _, arabic, counted in words() if not counted and COUNTED.search(arabic)
    ] == []


def test_no_presenter_joins_words_as_english_does() -> None:
    joins = re.compile(r'", "\.join|\|join\(?", "')
    found = [
        f"{path.relative_to(PROJECT)}: {line.strip()}"
        for path in files("**/presenters/*.py", "**/templates/**/*.html", "**/plates/*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if joins.search(line) and "ltr(" not in line and "[name=" not in line
    ]
    assert found == []


def test_nobody_is_addressed_on_the_desk() -> None:
    desk = [(english, arabic) for english, place, arabic, _ in words() if _only_of_the_desk(place)]
    assert len(desk) > 500
    assert [(english, arabic) for english, arabic in desk if any(word in arabic for word in DESK)] == []


def _only_of_the_desk(places: str) -> bool:
    return bool(places) and all("/backoffice/" in place for place in places.split())
