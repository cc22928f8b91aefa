"""Counted things in words: Arabic has a form for one, two, a few, eleven and more, and round hundreds."""

from dataclasses import dataclass

from iskan.core.money import Money
from iskan.core.text import Text

TWO = 2
FEW = range(3, 11)
MANY = range(11, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun in the forms counting needs, such as سنة واحدة، سنتان، سنتين، سنوات، سنة، سنة for a year."""

    one: str
    two: str
    two_oblique: str
    few: str
    many: str
    hundred: str
    en_one: str
    en_many: str

    def after(self, number: int) -> str:
        """Return the Arabic form that follows a number written in digits."""
        rest = abs(number) % 100
        if rest in FEW:
            return self.few
        return self.many if rest in MANY else self.hundred


YEAR = Noun(
    one="سنة واحدة",
    two="سنتان",
    two_oblique="سنتين",
    few="سنوات",
    many="سنة",
    hundred="سنة",
    en_one="year",
    en_many="years",
)
MONTH = Noun(
    one="شهر واحد",
    two="شهران",
    two_oblique="شهرين",
    few="أشهر",
    many="شهرًا",
    hundred="شهر",
    en_one="month",
    en_many="months",
)
DAY = Noun(
    one="يوم واحد",
    two="يومان",
    two_oblique="يومين",
    few="أيام",
    many="يومًا",
    hundred="يوم",
    en_one="day",
    en_many="days",
)
DINAR = Noun(
    one="دينار واحد",
    two="ديناران",
    two_oblique="دينارين",
    few="دنانير",
    many="دينارًا",
    hundred="دينار",
    en_one="dinar",
    en_many="dinars",
)
CHARACTER = Noun(
    one="حرف واحد",
    two="حرفان",
    two_oblique="حرفين",
    few="أحرف",
    many="حرفًا",
    hundred="حرف",
    en_one="character",
    en_many="characters",
)
SECOND = Noun(
    one="ثانية واحدة",
    two="ثانيتان",
    two_oblique="ثانيتين",
    few="ثوانٍ",
    many="ثانية",
    hundred="ثانية",
    en_one="second",
    en_many="seconds",
)
MINUTE = Noun(
    one="دقيقة واحدة",
    two="دقيقتان",
    two_oblique="دقيقتين",
    few="دقائق",
    many="دقيقة",
    hundred="دقيقة",
    en_one="minute",
    en_many="minutes",
)
HOUR = Noun(
    one="ساعة واحدة",
    two="ساعتان",
    two_oblique="ساعتين",
    few="ساعات",
    many="ساعة",
    hundred="ساعة",
    en_one="hour",
    en_many="hours",
)
WORKING_DAY = Noun(
    one="يوم عمل واحد",
    two="يوما عمل",
    two_oblique="يومي عمل",
    few="أيام عمل",
    many="يوم عمل",
    hundred="يوم عمل",
    en_one="working day",
    en_many="working days",
)


MEMBER = Noun(
    one="فرد واحد",
    two="فردان",
    two_oblique="فردين",
    few="أفراد",
    many="فردًا",
    hundred="فرد",
    en_one="member",
    en_many="members",
)
TIME = Noun(
    one="مرة واحدة",
    two="مرتان",
    two_oblique="مرتين",
    few="مرات",
    many="مرة",
    hundred="مرة",
    en_one="time",
    en_many="times",
)
HOME_A_YEAR = Noun(
    one="وحدة واحدة سنويًا",
    two="وحدتان سنويًا",
    two_oblique="وحدتين سنويًا",
    few="وحدات سنويًا",
    many="وحدة سنويًا",
    hundred="وحدة سنويًا",
    en_one="home a year",
    en_many="homes a year",
)
A_MONTH = Text(ar="{number} شهريًا", en="{number} a month")
PER_CENT = Text(ar="{number}%", en="{number}%")
BASIS_POINTS_A_YEAR = Text(ar="{number} نقطة أساس سنويًا", en="{number} basis points a year")
A_SQUARE_METRE = Text(ar="{number} للمتر المربع", en="{number} a square metre")
SQUARE_METRES = Text(ar="{number} م²", en="{number} m²")


def counted(number: int, noun: Noun, *, oblique: bool = False) -> Text:
    """Write a number of things: ``سنتان``, ``5 سنوات``; ``oblique`` where Arabic governs it, as in ``بعد سنتين``."""
    english = f"{number:,} {noun.en_one if number == 1 else noun.en_many}"
    if number == TWO:
        return Text(ar=noun.two_oblique if oblique else noun.two, en=english)
    return Text(ar=noun.one if number == 1 else f"{number:,} {noun.after(number)}", en=english)


def money_text(amount: Money) -> Text:
    """Write an amount: ``1,050 دينارًا``, ``1,050 BHD``; with fils, ``850.500 دينار``."""
    dinars, fils = divmod(amount.fils, 1000)
    if fils or dinars <= 0:
        return Text(ar=f"{amount} دينار", en=f"{amount} BHD")
    return Text(ar=counted(dinars, DINAR).ar, en=f"{amount} BHD")
