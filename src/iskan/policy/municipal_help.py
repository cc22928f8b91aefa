"""What a municipality's help with a home is made of, whatever the help is for: questions, documents, course."""

from iskan.core.catalogue import Audience, Service
from iskan.core.eligibility import Criterion
from iskan.core.evidence import Evidence
from iskan.core.forms import DateQuestion, MoneyQuestion, Question, TextQuestion, YesNoQuestion
from iskan.core.text import Text
from iskan.policy import municipal
from iskan.policy import municipal_facts as facts
from iskan.policy.criteria.municipal import HELP_YEARS
from iskan.policy.evidence import municipal as papers
from iskan.policy.parameters import municipal as figures
from iskan.policy.questions import municipal as questions
from iskan.policy.questions import registers

OWNED_SINCE = DateQuestion(code="home_owned_since", label=facts.OWNED_SINCE.label, not_after_today=True)
ASKED: tuple[Question, ...] = (
    YesNoQuestion(
        code="home_rented_out",
        label=Text(ar="هل المسكن أو جزء منه مؤجر؟", en="Is the home, or a part of it, rented out?"),
    ),
    YesNoQuestion(
        code="home_helped_before",
        label=Text(ar="هل سبق أن انتفعت بهذه المساعدة؟", en="Were you helped in this way before?"),
    ),
    MoneyQuestion(code="municipal_income", label=facts.MONTHLY_INCOME.label, maximum_fils=100_000_000),
    TextQuestion(
        code="damage", label=Text(ar="ما يحتاج إليه المسكن", en="What the home needs"), max_length=1000, multiline=True
    ),
)


def service(
    *, code: str, name: Text, summary: Text, criteria: tuple[Criterion, ...], keywords: Text, position: int
) -> Service:
    """Return a service by which a municipality helps with a home; how long it was owned is asked where that is tested."""
    since = (OWNED_SINCE,) if HELP_YEARS in criteria else ()
    return municipal.service(
        code=code,
        name=name,
        summary=summary,
        who_may_apply=(
            Text(
                ar="مواطن يملك المسكن ويسكنه ودخله ضمن المقرر",
                en="A citizen who owns and lives in the home, within the income",
            ),
        ),
        legal_basis=(municipal.page("S121"),),
        promise=figures.PROMISE_HELP,
        steps=(questions.property_step(*since, *ASKED, title=Text(ar="المسكن والأسرة", en="The home and the family")),),
        evidence=tuple(
            Evidence(kind=kind)
            for kind in (
                papers.FAMILY_IDENTITY,
                papers.DEED,
                papers.INCOME_CERTIFICATE,
                papers.BANK_STATEMENT,
                papers.ELECTRICITY_BILL,
            )
        ),
        register_checks=(registers.IDENTITY,),
        criteria=criteria,
        grants=Text(
            ar="قُبل الطلب، وتتواصل معك البلدية بشأن الأعمال.",
            en="The application is granted; the municipality is in touch with you about the works.",
        ),
        keywords=keywords,
        audiences=(Audience.CITIZEN,),
        position=position,
    )
