"""Fonts for the typesetter in which each letter is a glyph of its own, so that readers copy words as they were written.

The typeface joins pairs such as lam and alef into one glyph. Readers of PDF turn right-to-left words around glyph by
glyph, so the two letters of a pair come out in the wrong order. Here the first letter takes the shape of the pair and
the second a glyph that draws nothing: what is seen stays, and each letter is copied in its place.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped] # ships no types

JOINED = "rlig"
CONTEXT, EXTENSION = 6, 7
Pair = tuple[str, str]


def part_joined_letters(font: TTFont) -> dict[str, str]:
    """Let every pair of letters that a font joins be two glyphs; return the second of them by the shape of the pair."""
    if "GSUB" not in font:
        return {}
    table = font["GSUB"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == JOINED]
    pairs = dict(_pairs(table, {index for feature in features for index in feature.LookupListIndex}))
    if not pairs:
        return {}
    unseen = {second: _unseen(font, second) for _first, second in pairs}
    parting = _parting(font, pairs, unseen)
    start = len(table.LookupList.Lookup)
    for lookup in parting:
        _shift(lookup, start)
    table.LookupList.Lookup.extend(parting)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    contextual = [start + index for index, lookup in enumerate(parting) if lookup.LookupType == CONTEXT]
    for feature in features:
        feature.LookupListIndex, feature.LookupCount = contextual, len(contextual)
    return {shape: unseen[second] for (_first, second), shape in pairs.items()}


def _pairs(table: Any, lookups: set[int]) -> Iterator[tuple[Pair, str]]:
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            read = subtable.ExtSubTable if subtable.LookupType == EXTENSION else subtable
            for first, joined in read.ligatures.items():
                yield from (((first, one.Component[0]), one.LigGlyph) for one in joined if len(one.Component) == 1)


def _unseen(font: TTFont, letter: str) -> str:
    """Add a glyph that draws nothing and takes no room, for the second letter of a pair."""
    name = f"{letter}.unseen"
    font["glyf"][name] = Glyph()
    font.setGlyphOrder(font["glyf"].glyphOrder)
    font["hmtx"][name] = (0, 0)
    return name


def _parting(font: TTFont, pairs: Mapping[Pair, str], unseen: Mapping[str, str]) -> list[Any]:
    """Return the lookups that give the first letter the shape of the pair, and then the second none."""
    shapes = "\n".join(f"sub {first}' {second} by {shape};" for (first, second), shape in pairs.items())
    hidden = "\n".join(f"sub {shape} {second}' by {unseen[second]};" for (_first, second), shape in pairs.items())
    flags = "lookupflag IgnoreMarks;"
    scratch = TTFont()
    scratch.setGlyphOrder(font.getGlyphOrder())
    scratch["cmap"] = newTable("cmap")
    scratch["cmap"].tables, scratch["cmap"].tableVersion = [], 0
    addOpenTypeFeaturesFromString(
        scratch,
        f"lookup shapes {{ {flags} {shapes} }} shapes; lookup hidden {{ {flags} {hidden} }} hidden;"
        f"feature {JOINED} {{ lookup shapes; lookup hidden; }} {JOINED};",
        tables=["GSUB"],
    )
    lookups: list[Any] = scratch["GSUB"].table.LookupList.Lookup
    return lookups


def _shift(lookup: Any, start: int) -> None:
    """Let a lookup call those it came with where they stand now."""
    if lookup.LookupType != CONTEXT:
        return
    for subtable in lookup.SubTable:
        for record in _records(subtable):
            record.LookupListIndex += start


def _records(subtable: Any) -> Iterator[Any]:
    if subtable.Format == 3:  # noqa: PLR2004 -- the format of one rule by coverage
        yield from subtable.SubstLookupRecord
        return
    sets = subtable.ChainSubRuleSet if subtable.Format == 1 else subtable.ChainSubClassSet
    for rules in filter(None, sets):
        for rule in rules.ChainSubRule if subtable.Format == 1 else rules.ChainSubClassRule:
            yield from rule.SubstLookupRecord
