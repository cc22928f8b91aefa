"""The names under which the anchors' jobs are queued."""

from typing import Final

STAMP: Final = "anchors.stamp"
MAIL: Final = "anchors.mail"
VERIFY: Final = "anchors.verify"
