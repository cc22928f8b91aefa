"""What registers said, in words: the lines a form shows instead of asking."""

from typing import Any

from iskan.core.display import NO, YES, fact_text, joined, same
from iskan.core.facts_json import fact_from_json
from iskan.core.text import Text
from iskan.policy import facts

NOTHING = Text(ar="لا يوجد", en="None")


FEMALE = "female"
FEMININE: dict[tuple[str, str], str] = {
    ("marital_status", "married"): "متزوجة",
    ("marital_status", "divorced"): "مطلقة",
    ("marital_status", "widowed"): "أرملة",
}


def shown_fact(code: str, kept: Any, *, sex: Any = None) -> Text:
    """Write out what is kept under a key a step shows: a fact of the catalogue, or a text or lines of text.

    Where Arabic words must agree with the person, ``sex`` is what the register says of them.
    """
    if code in facts.BY_CODE:
        fact = facts.BY_CODE[code]
        told = fact_text(fact, fact_from_json(fact, kept))
        feminine = FEMININE.get((code, str(kept))) if sex == FEMALE else None
        return Text(ar=feminine, en=told.en) if feminine else told
    match kept:
        case {"ar": str() as ar, "en": str() as en}:
            return Text(ar=ar, en=en)
        case list():
            return joined([shown_fact(code, line) for line in kept], "\n", "\n") if kept else NOTHING
        case bool():
            return YES if kept else NO
    return same(str(kept))
