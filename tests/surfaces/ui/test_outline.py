"""The drawing of Bahrain: every place lies on it, near or whole, in both languages."""

from django.utils import translation

from iskan.surfaces.ui.outline import outline_map

MANAMA, FAR_SOUTH = (50.586, 26.2405, True), (50.6, 25.7, False)


def test_every_place_lies_on_the_drawing_and_is_numbered_in_order() -> None:
    drawn = outline_map([MANAMA, FAR_SOUTH])
    assert [(pin.number, pin.is_area) for pin in drawn.pins] == [(1, True), (2, False)]
    assert all(0 < pin.x < drawn.width and 0 < pin.y < drawn.height for pin in drawn.pins)
    assert drawn.pins[1].y > drawn.pins[0].y
    assert len(drawn.lands) == 4


def test_a_near_map_is_cut_around_its_place() -> None:
    (pin,), height = outline_map([MANAMA], near=True).pins, outline_map([MANAMA], near=True).height
    assert (round(pin.x), round(pin.y)) == (320, round(height / 2))
    assert outline_map([], near=True).height == outline_map([]).height


def test_a_name_a_pin_would_cover_is_written_below_it() -> None:
    with translation.override("en"):
        drawn = outline_map([(50.632, 26.268, False)])
    (name,) = [label for label in drawn.labels if label.name == "Muharraq"]
    assert name.y - drawn.pins[0].y >= 30


def test_governorates_are_named_in_the_readers_language_where_the_name_fits() -> None:
    with translation.override("ar"):
        assert "العاصمة" in {label.name for label in outline_map([]).labels}
    with translation.override("en"):
        assert [label.name for label in outline_map([FAR_SOUTH], near=True).labels] == []
