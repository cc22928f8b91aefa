"""Letters that say why an application is refused."""

from typing import Final

from iskan.core.letters import LetterUse, ReadyLetter
from iskan.core.text import Text

REFUSALS: Final = (
    ReadyLetter(
        code="unmet_criteria",
        use=LetterUse.REFUSAL,
        name=Text(ar="شروط غير مستوفاة، بأسبابها", en="Conditions not met, with the reasons"),
        text=Text(
            ar="لم تُستوفَ في الطلب {reference} الشروط الآتية:\n{unmet}",
            en="Application {reference} does not meet the following conditions:\n{unmet}",
        ),
    ),
    ReadyLetter(
        code="refused_documents",
        use=LetterUse.REFUSAL,
        name=Text(ar="مستندات لم تُقبل، بأسبابها", en="Documents not accepted, with the reasons"),
        text=Text(
            ar="لم تُقبل المستندات الآتية، ولم يُرفق غيرها:\n{rejected}",
            en="The following documents were not accepted, and no others were attached:\n{rejected}",
        ),
    ),
    ReadyLetter(
        code="not_answered",
        use=LetterUse.REFUSAL,
        name=Text(ar="عدم الرد في المهلة", en="No answer by the last day"),
        text=Text(
            ar="طُلب استكمال الطلب {reference}، وانقضى آخر يوم للرد ({last_day}) دون رد، فنُظر فيه بما فيه.",
            en="More was asked for application {reference}. The last day to answer ({last_day}) passed without an answer, so "
            "it was considered as it stands.",
        ),
    ),
)
