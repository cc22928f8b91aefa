"""Giving a citizen everything that is held of them, in one archive."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO

from iskan.apps.accounts.assurance import require_assurance
from iskan.apps.accounts.enums import GatedAct
from iskan.apps.privacy.archives import CopyContents, write_archive
from iskan.apps.privacy.queries.copies import copied_files, copied_tables
from iskan.foundation import audit
from iskan.foundation.budgets import FORM_BODY_BYTES
from iskan.foundation.scope import Scope


def make_copy(*, scope: Scope, at: datetime, page: Callable[[CopyContents], str]) -> IO[bytes]:
    """Return the archive, at its start and open to be read; ``page`` makes its first page. The trail says it was given.

    Raises:
        StrongerSignInNeeded: it takes an advanced eKey.
    """
    require_assurance(scope, GatedAct.COPY)
    with ExitStack() as closed_if_failed:
        archive = closed_if_failed.enter_context(SpooledTemporaryFile(max_size=FORM_BODY_BYTES))
        contents = write_archive(archive, copied_tables(scope), copied_files(scope), page)
        audit.record(
            scope=scope, action="privacy.copy", subject_kind=audit.PERSON, subject=str(scope.user_id), at=at,
            rows=sum(len(table.rows) for table in contents.tables), files=len(contents.files),
        )  # fmt: skip
        archive.seek(0)
        closed_if_failed.pop_all()
    return archive
