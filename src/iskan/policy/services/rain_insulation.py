"""A family of limited income has the roof of its home insulated against rain, once."""

from iskan.core.text import Text
from iskan.policy import municipal_help
from iskan.policy.criteria import municipal as criteria

SERVICE = municipal_help.service(
    code="rain_insulation",
    name=Text(ar="عزل المسكن من الأمطار", en="Rain insulation"),
    summary=Text(
        ar="مساعدة من البلدية في عزل سطح المسكن من الأمطار لأسرة محدودة الدخل تملكه وتسكنه، دون رسم.",
        en="The municipality's help to insulate the roof against rain, for a family of limited income that owns and lives in its home. Free of charge.",
    ),
    criteria=(*criteria.HELPED, criteria.HELP_YEARS, criteria.HELP_INCOME_HIGHER),
    keywords=Text(ar="عزل أمطار تسرب سقف سطح بيت مطر", en="rain insulation leak roof water house"),
    position=92,
)
