"""Nothing is done in the name of an applicant who has died, by whomever: what heirs may do is not configured."""

from iskan.apps.accounts.queries import has_died
from iskan.apps.cases.models import Case
from iskan.apps.households.queries import is_dead
from iskan.core.refusal import Refusal
from iskan.core.text import Text


class DeathOnRecord(Refusal):
    """The applicant has died, so that nothing more is answered, signed, offered or given in their name."""

    text = Text(
        ar="سُجّلت وفاة صاحب هذا الطلب، فلا يُتخذ باسمه إجراء. وما يجوز للورثة في ذلك غير محدد بعد، ويُراجَع بشأنه فرع "
        "الوزارة.",
        en="The applicant's death is on record, so nothing is done in their name. What heirs may do is not configured "
        "yet: ask at a branch of the ministry.",
    )


class SignerDied(Refusal):
    """Whoever was asked to agree or declare has died: nobody answers in their place."""

    text = Text(
        ar="سُجّلت وفاة صاحب هذه الموافقة، فلا تُؤخذ عنه.",
        en="The death of whoever was asked is on record: nobody answers in their place.",
    )


def require_applicant_alive(case: Case) -> None:
    """Pass, or raise `DeathOnRecord`."""
    if case.applicant.died_on is not None:
        raise DeathOnRecord


def require_signer_alive(cpr: str) -> None:
    """Pass, or raise `SignerDied` where the death of the person of a number is on record."""
    if has_died(cpr) or is_dead(cpr):
        raise SignerDied
