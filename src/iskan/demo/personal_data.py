"""What personal data the demonstration holds, field by field."""

from typing import Final

from iskan.core.personal_data import Held, fields
from iskan.core.text import Text
from iskan.policy.personal_data import NOBODY, RUN

HELD: Final = (
    Held(
        model="demo.DemoLoad",
        what=Text(ar="تحميل بيانات العرض", en="Loads of the demonstration"),
        purpose=RUN,
        receivers=(NOBODY,),
        plain=fields("id seed people cases loaded_at"),
    ),
)
