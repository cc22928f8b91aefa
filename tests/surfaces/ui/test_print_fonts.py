"""The typesetter's fonts join no letters into one glyph, and draw every pair as the typeface does."""

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
