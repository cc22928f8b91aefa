"""For whom services are, in words."""

from collections.abc import Mapping

from iskan.core.catalogue import Audience
from iskan.core.text import Text

AUDIENCES: Mapping[Audience, Text] = {
    Audience.CITIZEN: Text(ar="المواطنون", en="Citizens"),
    Audience.RESIDENT: Text(ar="المقيمون", en="Residents"),
    Audience.COMPANY: Text(ar="الشركات", en="Companies"),
    Audience.STAFF: Text(ar="موظفو الوزارة", en="Staff of the ministry"),
}
