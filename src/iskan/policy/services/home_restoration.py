"""A family of limited income has its home restored by the municipality, once."""

from iskan.core.text import Text
from iskan.policy import municipal_help
from iskan.policy.criteria import municipal as criteria

SERVICE = municipal_help.service(
    code="home_restoration",
    name=Text(ar="ترميم مسكن لمحدودي الدخل", en="Home restoration by the municipality"),
    summary=Text(
        ar="مساعدة من البلدية في ترميم المسكن لأسرة محدودة الدخل تملكه وتسكنه، دون رسم.",
        en="The municipality's help to restore a home, for a family of limited income that owns and lives in it. Free of charge.",
    ),
    criteria=(*criteria.HELPED, criteria.HELP_YEARS, criteria.HELP_INCOME),
    keywords=Text(ar="آيل للسقوط متهالك محدود الدخل مساعدة بلدية", en="collapsing limited income help municipality"),
    position=93,
)
