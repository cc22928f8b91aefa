"""What delegates may do, in words; how long one holds at most is a figure, and when its end is told is ours to choose."""

from typing import Final

from iskan.core.delegations import DelegatedAct
from iskan.core.text import Text

# A courtesy of this system, and no rule of law: how many days before its end both sides are told.
REMINDED_DAYS: Final = 7

ACTS: Final = {
    DelegatedAct.READ: Text(ar="الاطلاع على المعاملات", en="Read the cases"),
    DelegatedAct.FILE: Text(ar="تقديم الطلبات وإرفاق المستندات", en="File applications and attach documents"),
    DelegatedAct.ANSWER: Text(
        ar="الرد على ما تطلبه الوزارة وعلى عروضها", en="Answer what the ministry asks, and its offers"
    ),
    DelegatedAct.RECEIVE: Text(
        ar="تسلم الوثائق الصادرة وحجز موعد تسلم المفاتيح", en="Receive what is issued, and choose the day of the keys"
    ),
}
EVERY_SERVICE: Final = Text(ar="كل خدمة يجوز فيها التفويض", en="Every service a delegate may use")
NAME_HELP: Final = Text(
    ar="الاسم واسم العائلة كما في بطاقته. وإن لم يكن الاسم لصاحب الرقم لم يصل التفويض إلى أحد، ولا يُعرض اسم صاحب الرقم قبل قبوله.",
    en="Name and family name, as on their card. If it is not the name of the number's owner the delegation reaches nobody; whose number it is, is not shown before they accept.",
)
ACTS_HELP: Final = Text(
    ar="يجوز له الاطلاع في كل حال. ولا يقر المفوَّض ولا يوافق عنك فيما يلزم أن تقر به بنفسك.",
    en="They may read in every case. What you must declare or agree to yourself, no delegate does for you.",
)
