"""What the records say against lists for a draw: cases not granted, homes that may not be drawn, either twice."""

from collections.abc import Iterator, Mapping, Sequence

from iskan.apps.cases.models import Case
from iskan.apps.draws.queries.units import cases_of_open_draws, units_of_open_draws
from iskan.apps.housing_stock.queries.units import units_for_draw
from iskan.core.draw.lists import Pair
from iskan.core.text import Text

CHUNK = 10_000
GRANTED = "approved"
NOT_GRANTED = Text(ar="{reference}: لم يُقبل هذا الطلب", en="{reference}: this application is not granted")
UNKNOWN_CASE = Text(ar="لا توجد معاملة رقمها الداخلي {reference}", en="There is no case of internal number {reference}")
NOT_READY = Text(
    ar="{unit}: ليست وحدة جاهزة من وحدات هذا المشروع", en="{unit}: not one of this project's units that are ready"
)
OTHER_CLASS = Text(
    ar="{unit}: فئتها في السجل {found} وليست {written}", en="{unit}: its class on record is {found}, not {written}"
)
TAKES_PART = Text(
    ar="{reference}: مدرج في سحب آخر لم يُجرَ بعد", en="{reference}: a candidate of another draw not yet held"
)
IN_ANOTHER = Text(ar="{unit}: مدرجة في سحب آخر لم يُجرَ بعد", en="{unit}: on the list of another draw not yet held")


def faults_on_record(project_code: str, people: Sequence[tuple[int, str]], homes: Sequence[Pair]) -> Iterator[Text]:
    """Yield what is wrong with the lists by the records as they stand now."""
    yield from _faults_of_cases([case_id for case_id, _class in people])
    yield from _faults_of_homes(homes, dict(units_for_draw(project_code)))


def _faults_of_cases(case_ids: Sequence[int]) -> Iterator[Text]:
    for start in range(0, len(case_ids), CHUNK):
        some = case_ids[start : start + CHUNK]
        known = {pk: (reference, stage) for pk, reference, stage in _cases(some)}
        elsewhere = cases_of_open_draws(some)
        for case_id in some:
            reference, stage = known.get(case_id, ("", ""))
            if not reference:
                yield UNKNOWN_CASE.format(reference=str(case_id))
            elif stage != GRANTED:
                yield NOT_GRANTED.format(reference=reference)
            elif case_id in elsewhere:
                yield TAKES_PART.format(reference=reference)


def _cases(case_ids: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    yield from Case.objects.filter(pk__in=case_ids).values_list("pk", "reference", "stage")


def _faults_of_homes(homes: Sequence[Pair], ready: Mapping[str, str]) -> Iterator[Text]:
    elsewhere = units_of_open_draws([code for code, _class in homes])
    for code, written in homes:
        if code not in ready:
            yield NOT_READY.format(unit=code)
        elif ready[code] != written:
            yield OTHER_CLASS.format(unit=code, found=ready[code], written=written)
        elif code in elsewhere:
            yield IN_ANOTHER.format(unit=code)
