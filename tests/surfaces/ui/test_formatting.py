"""Dates, money, numbers, codes and names as a reader of either language sees them."""

import datetime as dt
from decimal import Decimal

import pytest

from iskan.core.money import Money
from iskan.core.text import Text
from iskan.surfaces.ui import formatting

DAY = dt.date(2026, 3, 12)
INSTANT = dt.datetime(2026, 3, 12, 21, 30, tzinfo=dt.UTC)


@pytest.mark.usefixtures("arabic")
class TestArabic:
    def test_date(self) -> None:
        assert formatting.date(DAY) == "12\u00a0مارس\u00a02026"

    def test_date_of_an_instant_is_bahrains(self) -> None:
        assert formatting.date(INSTANT) == "13\u00a0مارس\u00a02026"

    def test_date_of_a_naive_moment_is_its_own(self) -> None:
        assert formatting.date(dt.datetime(2026, 3, 12, 21, 30)) == "12\u00a0مارس\u00a02026"  # noqa: DTZ001 -- the point

    def test_weekday(self) -> None:
        assert formatting.weekday(DAY) == "الخميس"

    def test_hijri_stands_beside(self) -> None:
        assert formatting.date_with_hijri(DAY) == (
            '<time datetime="2026-03-12">12\u00a0مارس\u00a02026 '
            '<span class="hijri">الموافق 23\u00a0رمضان\u00a01447 هـ</span></time>'
        )

    def test_datetime(self) -> None:
        assert formatting.datetime(INSTANT) == (
            '<time datetime="2026-03-13T00:30+03:00">13\u00a0مارس\u00a02026، 12:30\u00a0ص</time>'
        )

    @pytest.mark.parametrize(
        ("fils", "written"),
        [(900_000, "900\u00a0د.ب"), (1_200_500, "1,200.500\u00a0د.ب"), (-5_000, "\u200e-5\u00a0د.ب")],
    )
    def test_money(self, fils: int, written: str) -> None:
        assert formatting.money(Money(fils)) == written

    def test_ministrys_words(self) -> None:
        assert formatting.t(Text(ar="وحدة", en="Unit")) == "وحدة"


@pytest.mark.usefixtures("english")
class TestEnglish:
    def test_date(self) -> None:
        assert formatting.date(DAY) == "12\u00a0March\u00a02026"

    def test_weekday(self) -> None:
        assert formatting.weekday(DAY) == "Thursday"

    def test_hijri(self) -> None:
        assert formatting.hijri(DAY) == "(23\u00a0Ramadan\u00a01447 AH)"

    def test_hijri_is_silent_outside_its_tables(self) -> None:
        assert formatting.hijri(dt.date(1800, 1, 1)) == ""
        assert formatting.date_with_hijri(dt.date(1800, 1, 1)) == (
            '<time datetime="1800-01-01">1\u00a0January\u00a01800</time>'
        )

    @pytest.mark.parametrize(
        ("hour", "written"), [(0, "12:05\u00a0am"), (9, "9:05\u00a0am"), (12, "12:05\u00a0pm"), (23, "11:05\u00a0pm")]
    )
    def test_time(self, hour: int, written: str) -> None:
        assert formatting.time(dt.time(hour, 5)) == written

    def test_datetime(self) -> None:
        assert "13\u00a0March\u00a02026, 12:30\u00a0am" in formatting.datetime(INSTANT)

    def test_money(self) -> None:
        assert formatting.money(Money(1_200_500)) == "BHD\u00a01,200.500"

    def test_ministrys_words(self) -> None:
        assert formatting.t(Text(ar="وحدة", en="Unit")) == "Unit"
        assert formatting.t("as typed") == "as typed"


@pytest.mark.parametrize(
    ("value", "written"), [(1284, "1,284"), (-7, "\u200e-7"), (Decimal("1200.50"), "1,200.50"), (0, "0")]
)
def test_number(value: int | Decimal, written: str) -> None:
    assert formatting.number(value) == written


def test_percent() -> None:
    assert formatting.percent(0.964) == "96%"


def test_codes_are_isolated_and_escaped() -> None:
    assert formatting.ltr("<HA-1>") == '<bdi dir="ltr" class="code" translate="no">&lt;HA-1&gt;</bdi>'
    assert formatting.short_date(DAY) == '<bdi dir="ltr" class="code" translate="no">12/03/2026</bdi>'
    assert formatting.iban("bh67bmag 00001299123456") == formatting.ltr("BH67 BMAG 0000 1299 1234 56")


@pytest.mark.parametrize("typed", ["36001234", "+973 36001234", "0097336001234", "+973-3600-1234"])
def test_phone_in_its_groups(typed: str) -> None:
    assert formatting.phone(typed) == formatting.ltr("+973 3600 1234")


def test_foreign_phone_stays_as_it_is() -> None:
    assert formatting.phone("+44 20 7946 0958") == formatting.ltr("+44 20 7946 0958")


def test_what_people_type_is_escaped_and_isolated() -> None:
    assert formatting.person("<b>سارة") == '<bdi translate="no">&lt;b&gt;سارة</bdi>'
    assert formatting.typed("سطر\n<line>") == '<span dir="auto">سطر</span><br><span dir="auto">&lt;line&gt;</span>'
