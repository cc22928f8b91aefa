"""Keeping what registers said, whole as it was read, until retention erases it."""

from datetime import datetime

from iskan.apps.cases.models import Case, RegisterAnswer
from iskan.apps.cases.registers import Said
from iskan.integrations.discovery import register as register_of
from iskan.integrations.kept import to_keep


def keep_answers(*, case: Case, register: str, said: Said, at: datetime) -> None:
    """Keep an answer about each person asked about, beside all the register said before."""
    known = register_of(register)
    RegisterAnswer.objects.bulk_create(
        RegisterAnswer(
            case=case,
            register=register,
            cpr=cpr,
            at=at,
            answers=to_keep(known, [one for one in said.answers if one.cpr == cpr], with_family=said.with_family),
        )
        for cpr in said.subjects
    )
