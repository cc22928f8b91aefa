"""What a body that reviews an application is asked, and what it may answer."""

from iskan.core.dated import Dated
from iskan.core.partners import Partner, PartnerAnswer, PartnerBody, SentLine
from iskan.core.text import Text

NO_OBJECTION = PartnerAnswer(code="no_objection", label=Text(ar="لا مانع", en="No objection"), agrees=True)
OBJECTION = PartnerAnswer(code="objection", label=Text(ar="عدم الموافقة", en="Objection"), agrees=False)
NEEDS_MORE = PartnerAnswer(
    code="needs_more", label=Text(ar="يلزم استكمال", en="Something is needed first"), agrees=False
)


def reviewed_by(body: PartnerBody, *, sends: tuple[SentLine, ...], promise: Dated[int] | None = None) -> Partner:
    """Return a body as a partner that does not object, objects with its reasons, or says what it needs first."""
    return Partner(
        code=body.code,
        name=body.name,
        bodies=(body,),
        sends=sends,
        answers=(NO_OBJECTION, OBJECTION, NEEDS_MORE),
        promise=promise,
    )
