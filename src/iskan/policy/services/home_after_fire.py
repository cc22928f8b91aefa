"""A family of limited income has its home restored after a fire, however long it has owned it."""

from iskan.core.text import Text
from iskan.policy import municipal_help
from iskan.policy.criteria import municipal as criteria

SERVICE = municipal_help.service(
    code="home_after_fire",
    name=Text(ar="ترميم مسكن بعد حريق", en="Home restoration after a fire"),
    summary=Text(
        ar="مساعدة من البلدية في ترميم مسكن تضرر من حريق، لأسرة محدودة الدخل تملكه، دون رسم.",
        en="The municipality's help to restore a home that a fire damaged, for a family of limited income that owns it. Free of charge.",
    ),
    criteria=(*criteria.HELPED, criteria.HELP_INCOME_HIGHER),
    keywords=Text(ar="حريق احتراق احترق نار ضرر مساعدة بلدية", en="fire burnt home damage restore help"),
    position=94,
)
