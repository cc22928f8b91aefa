"""Why corners make no boundary, in words that name the corner or the side to mend."""

from typing import Final

from iskan.core.refusal import Refusal
from iskan.core.text import Text

FEWEST_CORNERS: Final = 3
MOST_CORNERS: Final = 200
MOST_BYTES: Final = 256 * 1024


class BadGround(Refusal):
    """The corners make no boundary; ``corner`` is the number of the one to mend, where it is one."""

    def __init__(self, text: Text, corner: int | None = None) -> None:
        super().__init__(text, field=f"north-{corner}" if corner else "corners")
        self.corner = corner


NOTHING_SENT = Text(
    ar="ألصِق نص GeoJSON أو اختر ملفًا.", en="Paste the text of a GeoJSON, or choose a file."
)  # fmt: skip
TOO_LARGE = Text(
    ar="الملف كبير جدًا. أقصى حجم مسموح به 256 كيلوبايت، وتُرسل حدود المشروع وحدها.",
    en="This is too large. Send the project’s boundary alone, in 256 KB at most.",
)
NOT_GEOJSON = Text(
    ar="النص ليس GeoJSON سليمًا. صدّر الحدود من برنامج الخرائط بصيغة GeoJSON ثم أرسلها.",
    en="This is no sound GeoJSON. Export the boundary from your mapping program as GeoJSON and send that.",
)
NO_POLYGON = Text(
    ar="لا يوجد في النص مضلّع (Polygon) يصلح حدودًا للمشروع.",
    en="It holds no polygon that could be the project’s boundary.",
)
SEVERAL = Text(
    ar="في النص أكثر من مضلّع. أرسل مضلّعًا واحدًا هو حدود المشروع.",
    en="It holds more than one polygon. Send the one that is the project’s boundary.",
)
HOLES = Text(
    ar="في المضلّع فراغات داخلية. أرسل الحدود الخارجية وحدها.",
    en="The polygon has holes. Send its outer edge alone.",
)
NOT_A_PLACE = Text(
    ar="إحداثيات النقطة {corner} ليست رقمين.", en="The coordinates of corner {corner} are not two numbers."
)  # fmt: skip
NOT_CLOSED = Text(
    ar="الحدود غير مغلقة: يجب أن ينتهي المضلّع عند النقطة التي بدأ منها.",
    en="The boundary is not closed: the polygon must end at the corner where it begins.",
)
TOO_FEW = Text(
    ar="النقاط قليلة. تلزم ثلاث نقاط مختلفة على الأقل.",
    en="There are too few corners. At least three different ones are needed.",
)
TOO_MANY = Text(
    ar="النقاط كثيرة. يلزم تبسيط الحدود، وأقصى عدد مسموح به للنقاط: {most}.",
    en="There are too many corners. Simplify the boundary to {most} at most.",
)
OUTSIDE = Text(ar="النقطة {corner} خارج حدود البحرين.", en="Corner {corner} is outside Bahrain.")
SWAPPED = Text(
    ar="يبدو أن خط العرض وخط الطول في النقطة {corner} كُتب كل منهما مكان الآخر.",
    en="In corner {corner} latitude and longitude seem to have changed places.",
)
REPEATED = Text(
    ar="النقطة {corner} مكررة: هي نفسها النقطة {first}.", en="Corner {corner} repeats corner {first}."
)  # fmt: skip
CROSSING = Text(
    ar="الحدود تتقاطع مع نفسها: الضلع من النقطة {a} إلى النقطة {b} يلتقي بالضلع من النقطة {c} إلى النقطة {d}.",
    en="The boundary crosses itself: the side from corner {a} to {b} meets the side from corner {c} to {d}.",
)
PLACE_OUTSIDE = Text(ar="الموقع خارج حدود البحرين.", en="The place is outside Bahrain.")
PLACE_SWAPPED = Text(
    ar="يبدو أن خط العرض وخط الطول كُتب كل منهما مكان الآخر.", en="Latitude and longitude seem to have changed places."
)
NOT_A_NUMBER = Text(ar="أدخل رقمًا بالدرجات العشرية، مثل {example}.", en="Enter decimal degrees, such as {example}.")
HALF_WRITTEN = Text(ar="أدخل خط العرض وخط الطول معًا.", en="Enter latitude and longitude together.")
