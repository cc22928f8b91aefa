"""Somebody puts up an advertisement on a board or a vehicle, or takes one down: a permit of the municipality."""

from iskan.core.charges import Fee
from iskan.core.conditions import when
from iskan.core.evidence import Evidence
from iskan.core.forms import ChoiceQuestion, Option
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions

NAME = Text(ar="رخصة إعلان", en="Advertisement permit")
KIND = Text(ar="المطلوب", en="What you ask for")

SERVICE = municipal.service(
    code="advertisement_permit",
    name=NAME,
    summary=Text(
        ar="رخصة لوضع لوحة إعلانية أو الإعلان على مركبة، أو لإزالة لوحة. تراجع البلدية الطلب، ثم يُدفع الرسم، وتصدر الرخصة.",
        en="A permit for a board, for an advertisement on a vehicle, or to remove a board. The municipality reviews it, the fee is paid, and the permit is issued.",
    ),
    who_may_apply=(Text(ar="صاحب الإعلان بموافقة المالك", en="Whoever advertises, with the owner's agreement"),),
    legal_basis=(municipal.page("S60"),),
    fee=Fee(figure=figures.FEE_ADVERTISEMENT),
    promise=figures.PROMISE_ADVERTISEMENT,
    steps=(
        questions.property_step(
            ChoiceQuestion(
                code="advertisement",
                label=KIND,
                options=(
                    Option("board", Text(ar="لوحة إعلانية", en="A board")),
                    Option("vehicle", Text(ar="إعلان على مركبة", en="An advertisement on a vehicle")),
                    Option("removal", Text(ar="إزالة لوحة", en="Removal of a board")),
                ),
            ),
            questions.PURPOSE,
        ),
    ),
    evidence=(
        Evidence(kind=papers.BEFORE_AND_AFTER),
        Evidence(kind=papers.NO_DUES),
        Evidence(kind=papers.OWNER_IDENTITY),
        Evidence(kind=papers.VEHICLE_CARD, required_when=when("advertisement", "vehicle")),
    ),
    grants=municipal.paper(
        "advertisement_permit",
        NAME,
        municipal.line("advertisement", Text(ar="النوع", en="Kind")),
        municipal.line("purpose", Text(ar="الغرض", en="Purpose")),
        statement=municipal.PERMITTED,
        valid_for=figures.ADVERTISEMENT_MONTHS,
    ),
    keywords=Text(ar="إعلان لوحة دعاية مركبة سيارة محل إزالة", en="advertisement board sign vehicle car shop removal"),
    position=86,
)
