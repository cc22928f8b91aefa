"""Every notice a citizen may be sent fits a text message of one segment, under an address as long as the ministry's."""

from collections.abc import Iterator

import pytest

from iskan.apps.cases.operations import consent_letters
from iskan.apps.catalogue.queries import services
from iskan.core.lifecycle import Notice
from iskan.core.text import Text
from iskan.core.text_messages import fits_in_one
from iskan.policy import cancellation, data_update, messages, offers

ADDRESS = {"ar": "housing.gov.bh/c/ABCDE-FGHJK", "en": "housing.gov.bh/en/c/ABCDE-FGHJK"}


def subjects() -> Iterator[Text]:
    for service in services():
        yield from (move.notice.subject for move in service.lifecycle.transitions if move.notice)
    for module in (consent_letters, data_update):
        yield from (each.subject for each in vars(module).values() if isinstance(each, Notice))
    yield from (step.subject for step in offers.STEPS.values() if step.subject)
    yield cancellation.SUBJECT
    for name in ("DELEGATION_ASKED", "CONTACT_WILL_CHANGE", "CONTACT_CHANGED", "CONTACT_STAYS", "ERASED"):
        yield getattr(messages, name)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_subject_and_the_address_are_one_segment(language: str) -> None:
    found = tuple(subjects())
    assert len(found) > 30
    too_long = {
        said
        for subject in found
        if not fits_in_one(
            f"{(said := subject.in_(language).replace('{reference}', '').strip(' :'))} {ADDRESS[language]}"
        )
    }
    assert too_long == set()
