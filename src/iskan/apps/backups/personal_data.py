"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import Held, fields
from iskan.core.text import Text
from iskan.policy.personal_data import ADMINISTRATORS, RUN

HELD: Final = (
    Held(
        model="backups.BackupRun",
        what=Text(ar="النسخ الاحتياطية واختبارات الاسترجاع", en="Backups made and restored for a trial"),
        purpose=RUN,
        receivers=(ADMINISTRATORS,),
        plain=fields("id kind at seconds sets size lost_minutes fault"),
    ),
)
