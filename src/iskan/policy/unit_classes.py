"""The names of unit classes, read from the words a class's code is made of."""

import re

from iskan.core.text import Text, same

TYPES: dict[str, Text] = {
    "house": Text(ar="بيت", en="House"),
    "flat": Text(ar="شقة", en="Flat"),
    "plot": Text(ar="قسيمة", en="Plot"),
}
TRAITS: dict[str, Text] = {
    "accessible": Text(ar="مهيأة لذوي الإعاقة", en="accessible"),
    "ground": Text(ar="في الطابق الأرضي", en="ground floor"),
    "standard": Text(ar="بالمساحة المعتادة", en="standard size"),
    "corner": Text(ar="زاوية", en="corner"),
}
# A house is masculine in Arabic, a flat and a plot feminine.
_OF_A_HOUSE = {"accessible": Text(ar="مهيأ لذوي الإعاقة", en="accessible")}
_BEDROOMS = re.compile(r"([1-9])br")
_ONE_OR_TWO = {1: Text(ar="من غرفة نوم واحدة", en="1 bedroom"), 2: Text(ar="من غرفتي نوم", en="2 bedrooms")}


def class_name(code: str) -> Text:
    """Return the name of a class, as ``بيت من 4 غرف نوم``, ``House, 4 bedrooms``; in Arabic without commas, for lists."""
    kind, *traits = code.split("-")
    words = [TYPES.get(kind, same(kind)), *(_trait(kind, word) for word in traits)]
    return Text(ar=" ".join(word.ar for word in words), en=", ".join(word.en for word in words))


def _trait(kind: str, word: str) -> Text:
    if found := _BEDROOMS.fullmatch(word):
        count = int(found.group(1))
        return _ONE_OR_TWO.get(count, Text(ar=f"من {count} غرف نوم", en=f"{count} bedrooms"))
    if kind == "house" and word in _OF_A_HOUSE:
        return _OF_A_HOUSE[word]
    return TRAITS.get(word, same(word))
