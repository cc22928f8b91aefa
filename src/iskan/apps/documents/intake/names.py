"""A file's name as its sender will recognise it, without what names are used to hide."""

import re
from pathlib import PurePosixPath

from iskan.apps.documents.intake.refusals import BAD_NAME, BadUpload
from iskan.core.text import has_control_characters, tidy

LONGEST = 120
UNNAMED = "document"
_DISGUISES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029"*:<>?|\\/]+')
_SPACES = re.compile(r"\s+")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def tidy_name(typed: str, *, extension: str) -> str:
    """Return the name shown for a file, its extension that of what the file is.

    Raises:
        BadUpload: it holds NUL, control characters, or marks that turn the reading order to disguise an extension.
    """
    if has_control_characters(typed) or _DISGUISES.search(typed):
        raise BadUpload(BAD_NAME)
    last = PurePosixPath(typed.replace("\\", "/")).name
    words = _SPACES.sub(" ", _UNSAFE.sub(" ", tidy(last)))
    stem = _EXTENSION.sub("", words).strip(" .")[:LONGEST].rstrip(" .")
    return f"{stem or UNNAMED}.{extension}"
