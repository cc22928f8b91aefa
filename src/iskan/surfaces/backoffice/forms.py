"""The desk's own forms, outside any service, as questions read like all others."""

from typing import Final

from iskan.apps.cases.enums import Identified
from iskan.apps.cases.operations.filing import LONGEST_IDENTIFICATION
from iskan.core.catalogue import Channel, Service
from iskan.core.forms import ChoiceQuestion, CprQuestion, Option, Step, TextQuestion
from iskan.core.text import Text
from iskan.surfaces.backoffice.presenters.trail import CHANNELS

IDENTIFIED: Final = {Channel.DESK: Identified.CARD, Channel.PHONE: Identified.ANSWERS}


def identification_form(service: Service) -> Step:
    """Return the form that says who the applicant is, how they reach the official and how they are known."""
    return Step(
        code="identification",
        title=Text(ar="هوية مقدم الطلب", en="Who the applicant is"),
        questions=(
            ChoiceQuestion(
                code="channel",
                label=Text(ar="طريقة التقديم", en="How the applicant applies"),
                options=tuple(Option(c.value, CHANNELS[c]) for c in IDENTIFIED if c in service.channels),
            ),
            CprQuestion(code="cpr", label=Text(ar="الرقم الشخصي", en="Personal number")),
            TextQuestion(
                code="identification",
                label=Text(ar="وسيلة التحقق", en="How they were identified"),
                max_length=LONGEST_IDENTIFICATION,
            ),
        ),
    )
