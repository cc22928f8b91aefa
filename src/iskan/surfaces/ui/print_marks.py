"""Fonts for the typesetter in which a letter and the mark it carries are one glyph, so that neither is copied twice.

The typesetter tells readers of PDF what each glyph stands for by the cluster it belongs to: a letter and its vowel mark
are one cluster of two glyphs, and each of the two is said to stand for both. Joined into one glyph they stand for it
once.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent  # type: ignore[import-untyped] # ships no types

from iskan.surfaces.ui.print_fonts import JOINED

# The letters our pages are set in, and the marks of the vowels, alone or above a doubling.
LETTERS: Final = (
    *range(0x0621, 0x064B), *range(0x0671, 0x0672), 0x067E, 0x0686, 0x0698, 0x06A4, 0x06A9, 0x06AF, 0x06BE,
    *range(0x06C0, 0x06C4), 0x06CC, 0x06D2,
)  # fmt: skip
MARKS: Final = (*range(0x064B, 0x0653), 0x0670)
_FORMS: Final = frozenset({"init", "medi", "fina"})
_LAST: Final = "calt"
_TO_LETTER, _TO_PAIR = 4, 5
_ONE, _LIGATURE, _EXTENSION = 1, 4, 7
_BASE_GLYPH = 1
Anchors = dict[str, dict[int, tuple[int, int]]]


def join_marks(font: TTFont, seconds: Mapping[str, str]) -> None:
    """Let every letter a mark may stand on be one glyph with it; ``seconds`` are the second letters of joined pairs."""
    if "GPOS" not in font or "GSUB" not in font:
        return
    table = font["GSUB"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == _LAST]
    joined = dict(_joined(font, seconds))
    if not joined or not features:
        return
    lookup = _joining(font, joined)
    for feature in features:
        feature.LookupListIndex.append(len(table.LookupList.Lookup))
        feature.LookupCount = len(feature.LookupListIndex)
    table.LookupList.Lookup.append(lookup)
    table.LookupList.LookupCount = len(table.LookupList.Lookup)


def _joined(font: TTFont, seconds: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Add a glyph for each letter and mark; yield which two it stands for."""
    letters, marks = _letters(font) | set(seconds.values()), _marks(font)
    bases, places = _anchors(font, seconds)
    for letter in sorted(letters & bases.keys()):
        for mark in sorted(marks & places.keys()):
            for kind in sorted(bases[letter].keys() & places[mark].keys())[-1:]:  # a later rule holds
                (letter_x, letter_y), (mark_x, mark_y) = bases[letter][kind], places[mark][kind]
                yield (letter, mark), _add(font, letter, mark, letter_x - mark_x, letter_y - mark_y)
    font.setGlyphOrder(font["glyf"].glyphOrder)


def _letters(font: TTFont) -> set[str]:
    """Return the glyphs of the letters in every form they take where they stand in a word."""
    table, known = font["GSUB"].table, font.getBestCmap()
    found = {known[letter] for letter in LETTERS if letter in known}
    forms = [table.LookupList.Lookup[index] for index in _lookups(table, _FORMS)]
    pairs = table.LookupList.Lookup[min(_lookups(table, {JOINED}), default=0) :]
    for lookup in (*forms, *pairs):
        for change in _changes(lookup):
            found |= {change[one] for one in found & change.keys()}
    return found


def _lookups(table: Any, tags: Collection[str]) -> list[int]:
    """Return the numbers of the lookups that some features follow."""
    features = (record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag in tags)
    return sorted({index for feature in features for index in feature.LookupListIndex})


def _changes(lookup: Any) -> Iterator[Mapping[str, str]]:
    for subtable in lookup.SubTable:
        read = subtable.ExtSubTable if subtable.LookupType == _EXTENSION else subtable
        if read.LookupType == _ONE:
            yield read.mapping


def _marks(font: TTFont) -> set[str]:
    """Return the glyphs of the marks, and of two that the font draws as one."""
    known = font.getBestCmap()
    single = {known[mark] for mark in MARKS if mark in known}
    doubled = set()
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            read = subtable.ExtSubTable if subtable.LookupType == _EXTENSION else subtable
            if read.LookupType == _LIGATURE:
                for first, ligatures in read.ligatures.items():
                    doubled |= {one.LigGlyph for one in ligatures if {first, *one.Component} <= single}
    return single | doubled


def _anchors(font: TTFont, seconds: Mapping[str, str]) -> tuple[Anchors, Anchors]:
    """Return where marks stand on letters, and which point of a mark stands there, by the kind of place."""
    bases: Anchors = {}
    marks: Anchors = {}
    for number, read in enumerate(_placings(font["GPOS"].table)):
        kinds = range(number * 100, number * 100 + read.ClassCount)
        for mark, record in zip(read.MarkCoverage.glyphs, read.MarkArray.MarkRecord, strict=True):
            marks.setdefault(mark, {})[kinds[record.Class]] = _point(record.MarkAnchor)
        for letter, anchors in _of_letters(read, seconds):
            stands = bases.setdefault(letter, {})
            stands |= {kind: _point(anchor) for kind, anchor in zip(kinds, anchors, strict=True) if anchor}
    return bases, marks


def _placings(table: Any) -> Iterator[Any]:
    """Yield the rules that place marks on letters, in the order in which they are followed."""
    for lookup in table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            read = getattr(subtable, "ExtSubTable", subtable)
            if read.LookupType in {_TO_LETTER, _TO_PAIR}:
                yield read


def _of_letters(read: Any, seconds: Mapping[str, str]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the places of each letter by kind; of a pair those of its first letter, which has its shape, and second."""
    if read.LookupType == _TO_LETTER:
        for letter, record in zip(read.BaseCoverage.glyphs, read.BaseArray.BaseRecord, strict=True):
            yield letter, record.BaseAnchor
        return
    for letter, pair in zip(read.LigatureCoverage.glyphs, read.LigatureArray.LigatureAttach, strict=True):
        yield letter, pair.ComponentRecord[0].LigatureAnchor
        if letter in seconds:
            yield seconds[letter], pair.ComponentRecord[1].LigatureAnchor


def _point(anchor: Any) -> tuple[int, int]:
    return anchor.XCoordinate, anchor.YCoordinate


def _add(font: TTFont, letter: str, mark: str, x: int, y: int) -> str:
    """Add the glyph of a letter with its mark, as wide as the letter."""
    name, table = f"{letter}.{mark}", font["glyf"]
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = [_part(letter, 0, 0), _part(mark, x, y)]
    table[name] = glyph
    glyph.recalcBounds(table)
    font["hmtx"][name] = (font["hmtx"][letter][0], glyph.xMin)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = _BASE_GLYPH
    return name


def _part(name: str, x: int, y: int) -> GlyphComponent:
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = name, x, y, 0x2  # the offsets are distances
    return part


def _joining(font: TTFont, joined: Mapping[tuple[str, str], str]) -> Any:
    """Return the lookup that puts a letter and its mark into one glyph."""
    rules = "\n".join(f"sub {letter} {mark} by {name};" for (letter, mark), name in joined.items())
    scratch = TTFont()
    scratch.setGlyphOrder(font.getGlyphOrder())
    scratch["cmap"] = newTable("cmap")
    scratch["cmap"].tables, scratch["cmap"].tableVersion = [], 0
    addOpenTypeFeaturesFromString(scratch, f"feature {_LAST} {{ {rules} }} {_LAST};", tables=["GSUB"])
    (lookup,) = scratch["GSUB"].table.LookupList.Lookup
    return lookup
