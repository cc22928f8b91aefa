"""Each register has one name, the one its folder declares; no page, message or command calls it anything else."""

import re
from typing import Final

import pytest
from tests.architecture.sources import SOURCE

from iskan.integrations.discovery import registers

# What else each register has been called, or might be; the keepers' own names are no names of their registers.
OTHERS: Final = {
    "civil_registry": r"سجلات? السكان\b|السجلات السكانية|السجل المدني|سجل المواليد|civil regist|residents' register",
    "credit_bureau": r"سجل الائتمان|السجل الائتماني|credit bureau register|credit register|credit registry",
    "health": r"سجل ذوي الإعاقة|سجل المعاقين|سجل الصحة|health register|register of disabilit",
    "immigration": (
        r"سجلات? الإقامة|سجل الهجرة|سجل الجوازات|immigration register|residence register(?<!and residence register)"
    ),
    "justice": r"سجلات? العدل|سجل المحاكم|سجل الزواج|courts' register|justice register|marriage register",
    "labour": (
        r"سجلات? سوق العمل|سجل القوى العاملة|سجل العاملين|labou?r market register|work register|employment register"
    ),
    "land_registry": r"سجل العقارات|سجل الأراضي|سجل المساحة|land registry|property register|real estate register",
    "social_insurance": r"سجل التأمينات|سجل الأجور|السجل التأميني|wage register|insurance registry|GOSI register",
}
WORDS: Final = re.compile(r"\"([^\"\n]{4,})\"|>([^<{\n]{4,})<|^msg(?:id|str).*?\"(.+)\"$", re.MULTILINE)


def said() -> list[tuple[str, str]]:
    """Return what the product says, with the file: strings of code, words of templates, the catalogue."""
    files = [file for kind in ("*.py", "*.html", "*.po") for file in sorted(SOURCE.rglob(kind))]
    return [
        (str(file.relative_to(SOURCE)), next(filter(None, words)))
        for file in files
        for words in WORDS.findall(file.read_text(encoding="utf-8"))
        if any(words)
    ]


def test_every_register_stands_in_the_table() -> None:
    assert set(OTHERS) == set(registers())


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_a_register_is_called_by_its_one_name(code: str) -> None:
    other = re.compile(OTHERS[code], re.IGNORECASE)
    name = registers()[code].name
    assert not other.search(name.ar)
    assert not other.search(name.en)
    assert [(file, words) for file, words in said() if other.search(words)] == []
