"""Letters that ask an applicant for something."""

from typing import Final

from iskan.core.letters import LetterUse, ReadyLetter
from iskan.core.text import Text

REQUESTS: Final = (
    ReadyLetter(
        code="rejected_documents",
        use=LetterUse.REQUEST,
        name=Text(ar="مستندات لم تُقبل، بأسبابها", en="Documents not accepted, with the reasons"),
        text=Text(
            ar="لم تُقبل المستندات الآتية، ويرجى إرفاق غيرها:\n{rejected}",
            en="The following documents were not accepted. Please attach others:\n{rejected}",
        ),
    ),
    ReadyLetter(
        code="missing_documents",
        use=LetterUse.REQUEST,
        name=Text(ar="مستندات ناقصة", en="Missing documents"),
        text=Text(
            ar="لإكمال النظر في الطلب يرجى إرفاق المستندات الآتية:\n{missing}",
            en="To go on with the application, please attach the following documents:\n{missing}",
        ),
    ),
    ReadyLetter(
        code="unmet_explained",
        use=LetterUse.REQUEST,
        name=Text(ar="شروط غير مستوفاة، لإبداء الرد", en="Conditions not met, for the applicant's word"),
        text=Text(
            ar="تبيّن من بيانات الطلب أن الشروط الآتية غير مستوفاة. يرجى بيان ما لديك بشأنها وإرفاق ما يثبته:\n{unmet}",
            en="According to the application's details the following conditions are not met. Please say what you have to say "
            "on them, and attach what proves it:\n{unmet}",
        ),
    ),
    ReadyLetter(
        code="unknown_facts",
        use=LetterUse.REQUEST,
        name=Text(ar="بيانات غير معلومة", en="Facts not yet known"),
        text=Text(
            ar="لا يمكن الحكم على الشروط الآتية لنقص البيانات. يرجى تقديم ما يثبتها:\n{unknown}",
            en="The following conditions cannot be judged for want of details. Please provide what proves them:\n{unknown}",
        ),
    ),
    ReadyLetter(
        code="clearer_copy",
        use=LetterUse.REQUEST,
        name=Text(ar="نسخة أوضح", en="A clearer copy"),
        text=Text(
            ar="النسخة المرفقة غير واضحة. يرجى إرفاق نسخة ملونة تظهر فيها الصفحة كاملة.",
            en="The copy attached cannot be read. Please attach one in colour that shows the whole page.",
        ),
    ),
)
