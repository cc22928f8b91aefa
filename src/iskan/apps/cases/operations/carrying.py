"""Answers worked out before an application was begun, put into its draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from iskan.apps.cases.operations.drafting import locked_draft
from iskan.apps.cases.queries.scoped import service_of
from iskan.foundation.scope import Scope


@transaction.atomic
def carry_answers(*, scope: Scope, reference: str, answers: Mapping[str, Any], at: datetime) -> None:
    """Put answers into a draft where none stand; no step counts as filled in by that, so its reader sees each.

    Raises:
        OutOfScope, NotForThisRole: it is not the viewer's. AlreadyFiled: it is no draft any more.
    """
    case = locked_draft(scope, reference)
    asked = {question.code for question in service_of(case).questions()}
    carried = {code: answer for code, answer in answers.items() if code in asked}
    application = case.application
    application.answers, application.edited_at = carried | application.answers, at
    application.save(update_fields=["answers", "edited_at"])
