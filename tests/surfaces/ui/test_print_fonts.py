"""The typesetter's fonts join no letters into one glyph, and draw every pair as the typeface does."""

from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen  # type: ignore[import-untyped] # ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types

from iskan.surfaces.ui import build
from iskan.surfaces.ui.print_fonts import CONTEXT, JOINED


@pytest.mark.parametrize("weight", build.WEIGHTS)
def test_letters_are_parted_and_what_is_hidden_draws_nothing(weight: int) -> None:
    with TTFont(build.BUILT / "fonts" / f"arabic-{weight}.ttf") as font:
        table = font["GSUB"].table
        joining = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == JOINED]
        kinds = {table.LookupList.Lookup[index].LookupType for one in joining for index in one.LookupListIndex}
        assert kinds == {CONTEXT}
        hidden = [name for name in font.getGlyphOrder() if name.endswith(".unseen")]
        assert hidden
        for name in hidden:
            pen = DecomposingRecordingPen(font.getGlyphSet())
            font.getGlyphSet()[name].draw(pen)
            assert (pen.value, font["hmtx"][name]) == ([], (0, 0))


def test_the_fonts_that_are_used_are_what_the_typeface_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = build.BUILT / "fonts"
    monkeypatch.setattr(build, "BUILT", tmp_path)
    build._make_fonts()
    made = sorted((tmp_path / "fonts").iterdir())
    assert [font.name for font in made] == sorted(font.name for font in used.iterdir())
    for font in made:
        assert font.read_bytes() == (used / font.name).read_bytes(), font.name


@pytest.mark.parametrize("weight", build.WEIGHTS)
def test_a_letter_and_the_mark_it_carries_are_one_glyph_as_wide_as_the_letter(weight: int) -> None:
    with TTFont(build.BUILT / "fonts" / f"arabic-{weight}.ttf") as font:
        known = font.getBestCmap()
        waw, doubling = known[ord("و")], known[0x0651]
        joined = f"{waw}.{doubling}"
        assert font["hmtx"][joined][0] == font["hmtx"][waw][0]
        assert [part.glyphName for part in font["glyf"][joined].components] == [waw, doubling]
