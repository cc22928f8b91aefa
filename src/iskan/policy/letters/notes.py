"""Notes between officials that are written often."""

from typing import Final

from iskan.core.letters import LetterUse, ReadyLetter
from iskan.core.text import Text

NOTES: Final = (
    ReadyLetter(
        code="called_reached",
        use=LetterUse.NOTE,
        name=Text(ar="اتصال هاتفي بمقدم الطلب", en="Telephone call: reached the applicant"),
        text=Text(
            ar="اتصال هاتفي في {today} بشأن الطلب {reference}. خلاصته:",
            en="Telephone call on {today} about {reference}. In short:",
        ),
    ),
    ReadyLetter(
        code="called_not_reached",
        use=LetterUse.NOTE,
        name=Text(ar="اتصال هاتفي دون رد", en="Telephone call: no answer"),
        text=Text(
            ar="اتصال هاتفي في {today} بشأن الطلب {reference} دون رد.",
            en="Telephone call on {today} about {reference}: no answer.",
        ),
    ),
    ReadyLetter(
        code="open_points",
        use=LetterUse.NOTE,
        name=Text(ar="ما بقي في المعاملة", en="What is left in the case"),
        text=Text(ar="شروط غير مستوفاة:\n{unmet}", en="Conditions not met:\n{unmet}"),
    ),
)
