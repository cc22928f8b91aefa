"""Examination outside the threads that answer people, its queue told in words."""

from typing import Any, BinaryIO

from iskan.apps.documents.intake.refusals import EXAMINERS_BUSY, ExaminersBusy
from iskan.foundation import sandbox


def examined(function: str, source: BinaryIO, **arguments: Any) -> Any:
    """Return what a function of the sandbox, named ``module:function``, makes of a file.

    Raises:
        ExaminersBusy: so many files wait that this one would wait too long.
        SandboxFailed: the file broke the examination, or took more of it than it may.
    """
    try:
        return sandbox.run(function, source, **arguments)
    except sandbox.SandboxBusy as busy:
        raise ExaminersBusy(EXAMINERS_BUSY) from busy
