"""The ministry's letters ready to send, a file for each place where one is written."""

from typing import Final

from iskan.policy.letters.notes import NOTES
from iskan.policy.letters.refusals import REFUSALS
from iskan.policy.letters.requests import REQUESTS

LETTERS: Final = (*REQUESTS, *REFUSALS, *NOTES)
