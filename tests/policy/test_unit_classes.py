"""Classes are named from the words of their codes, in both languages."""

import pytest

from iskan.policy.unit_classes import class_name


@pytest.mark.parametrize(
    ("code", "arabic", "english"),
    [
        ("house-4br", "بيت من 4 غرف نوم", "House, 4 bedrooms"),
        ("house-4br-accessible", "بيت من 4 غرف نوم مهيأ لذوي الإعاقة", "House, 4 bedrooms, accessible"),
        ("flat-2br-accessible", "شقة من غرفتي نوم مهيأة لذوي الإعاقة", "Flat, 2 bedrooms, accessible"),
        ("flat-1br-ground", "شقة من غرفة نوم واحدة في الطابق الأرضي", "Flat, 1 bedroom, ground floor"),
        ("plot-standard", "قسيمة بالمساحة المعتادة", "Plot, standard size"),
        ("plot-x7", "قسيمة x7", "Plot, x7"),
    ],
)
def test_class_names(code: str, arabic: str, english: str) -> None:
    name = class_name(code)
    assert (name.ar, name.en) == (arabic, english)
