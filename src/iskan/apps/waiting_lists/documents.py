"""What a certificate states of a person's place on the waiting lists."""

from collections.abc import Sequence
from datetime import datetime

from iskan.apps.cases.queries.scoped import applicant_of
from iskan.apps.documents.lines import SuppliedValue, document_lines
from iskan.apps.waiting_lists.queries.waiting_list import places_of_applicant
from iskan.core.days import day_text
from iskan.core.text import Text
from iskan.policy.choices import PROGRAMMES

_PLACE = Text(
    ar="{programme}، الطلب رقم {reference}، الأقدمية من {since}، الترتيب {place} من {waiting}",
    en="{programme}, application {reference}, seniority since {since}, place {place} of {waiting}",
)
_NONE = Text(ar="لا يوجد طلب على قائمة الانتظار", en="No application on a waiting list")


@document_lines("waiting_lists.places")
def places(*, case_reference: str, at: datetime) -> Sequence[SuppliedValue]:  # noqa: ARG001 -- the registry's shape
    """Return a line for each application that waits, or that none does."""
    waiting = places_of_applicant(applicant_of(case_reference))
    names = dict(PROGRAMMES)
    return [
        SuppliedValue(
            value=_PLACE.format(
                programme=names[place.programme],
                reference=reference,
                since=day_text(place.seniority_on),
                place=f"{place.place:,}",
                waiting=f"{place.waiting:,}",
            )
        )
        for reference, place in waiting
    ] or [SuppliedValue(value=_NONE)]
