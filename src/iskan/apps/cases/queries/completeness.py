"""What keeps an application from being filed."""

from datetime import date

from iskan.apps.cases.consents import own_number_faults
from iskan.apps.cases.models import Case
from iskan.apps.cases.queries.earlier import earlier_faults
from iskan.apps.cases.queries.wizard import faults_by_step
from iskan.core.catalogue import Service
from iskan.core.text import Text


def faults_of(case: Case, service: Service, on: date) -> dict[str, dict[str, Text]]:
    """Return what keeps an application from being filed, by step and field; numbers and cases it may not name too."""
    faults = faults_by_step(case, service, on)
    answers = case.application.answers
    wrong = own_number_faults(service, answers, case.applicant.cpr) | earlier_faults(case, service, answers, on)
    for code, words in wrong.items():
        step = next(step.code for step in service.steps if any(q.code == code for q in step.questions))
        faults.setdefault(step, {})[code] = words
    return faults
