"""What the family owns or has owned, and housing services it has had."""

from iskan.core.conditions import Not, when
from iskan.core.forms import (
    ChoiceQuestion,
    DateQuestion,
    GroupQuestion,
    NumberQuestion,
    ShownFact,
    Step,
    TextQuestion,
    YesNoQuestion,
)
from iskan.core.text import Text
from iskan.policy import choices, facts

_METRES = Text(ar="م²", en="m²")

PROPERTIES_ASKED = GroupQuestion(
    code="properties",
    label=facts.PROPERTIES.label,
    help=Text(ar="تُترك فارغة إن لم يوجد عقار.", en="Leave empty if there is none."),
    item=Text(ar="عقار", en="Property"),
    required=False,
    shown_when=Not(when("properties.known")),
    questions=(
        ChoiceQuestion(code="owner", label=facts.PROPERTY_OWNER.label, options=choices.options(choices.OWNERS)),
        ChoiceQuestion(code="tenure", label=facts.PROPERTY_TENURE.label, options=choices.options(choices.TENURES)),
        ChoiceQuestion(
            code="acquired_by",
            label=facts.PROPERTY_ACQUIRED_BY.label,
            options=choices.options(choices.ACQUISITIONS),
        ),
        NumberQuestion(code="area_m2", label=facts.PROPERTY_AREA.label, minimum=1, unit=_METRES),
        NumberQuestion(
            code="share_percent",
            label=facts.PROPERTY_SHARE.label,
            minimum=1,
            maximum=100,
            shown_when=when("tenure", "common"),
        ),
        DateQuestion(
            code="disposed_on",
            label=facts.PROPERTY_DISPOSED_ON.label,
            help=Text(ar="يُترك فارغًا إن كان العقار ما زال مملوكًا.", en="Leave empty if it is still owned."),
            required=False,
            not_after_today=True,
        ),
        YesNoQuestion(code="uninhabitable", label=facts.PROPERTY_UNINHABITABLE.label),
    ),
)
HAD_SERVICE = YesNoQuestion(
    code="earlier_housing_service",
    label=Text(
        ar="هل سبق لك أو لأحد أفراد أسرتك الانتفاع بخدمة إسكانية لتملك مسكن؟",
        en="Have you or a family member had a housing service for owning a home before?",
    ),
)

PROPERTY = Step(
    code="property",
    title=Text(ar="العقارات والخدمات السابقة", en="Property and earlier services"),
    intro=Text(
        ar="يشمل ذلك جميع أفراد الأسرة، وما جرى التصرف فيه من عقاراتهم في السنوات الأخيرة أيضًا.",
        en="This covers the whole family, and also what it has disposed of in recent years.",
    ),
    shows=(ShownFact("properties", facts.PROPERTIES.label),),
    questions=(
        PROPERTIES_ASKED,
        HAD_SERVICE,
        TextQuestion(
            code="earlier_housing_service_details",
            label=Text(ar="ما هذه الخدمة، ولمن كانت، ومتى؟", en="Which service was it, whose, and when?"),
            multiline=True,
            max_length=1000,
            shown_when=when("earlier_housing_service"),
        ),
        YesNoQuestion(
            code="temporary_flat_tenant",
            label=Text(ar="هل سكنك في شقة مؤقتة من الوزارة؟", en="Do you live in a temporary flat of the ministry?"),
            help=Text(ar="لا يمنعك ذلك من التقديم.", en="This does not bar you from applying."),
        ),
    ),
)
