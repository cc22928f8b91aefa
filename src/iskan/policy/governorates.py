"""The four governorates by ISO 3166-2 code (the Central one was withdrawn in 2015; domain dossier 3.3)."""

from iskan.core.text import Text

GOVERNORATES: dict[str, Text] = {
    "BH-13": Text(ar="محافظة العاصمة", en="Capital Governorate"),
    "BH-15": Text(ar="محافظة المحرق", en="Muharraq Governorate"),
    "BH-17": Text(ar="المحافظة الشمالية", en="Northern Governorate"),
    "BH-14": Text(ar="المحافظة الجنوبية", en="Southern Governorate"),
}
UNKNOWN = Text(ar="لم تُحدَّد بعد", en="Not set")


def governorate_name(code: str) -> Text:
    """Return a governorate's name; an empty or withdrawn code reads as not set."""
    return GOVERNORATES.get(code, UNKNOWN)
