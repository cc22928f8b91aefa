"""What a citizen and an inspector are written about a visit."""

from datetime import date, time

from iskan.core.days import weekday_text
from iskan.core.lifecycle import Notice as Told
from iskan.core.text import Text, same

__all__ = ["APPOINTED", "CALLED_OFF", "DAY_ASKED", "GIVEN", "MISSED", "MOVED", "REPORTED", "Told", "of_visit"]

APPOINTED = Told(
    subject=Text(ar="موعد معاينة لطلبك {reference}", en="A visit is appointed for {reference}"),
    body=Text(
        ar="يزور المعاين الموقع لمعاينته بشأن طلبك {reference} يوم {day} بين الساعة {from_time} و{until_time}. تجد في صفحة الطلب اسم المعاين، ومنها يمكنك طلب يوم آخر.",
        en="An inspector visits the place for your application {reference} on {day}, between {from_time} and {until_time}. Its page names the inspector; there you may ask for another day.",
    ),
)
MOVED = Told(
    subject=Text(ar="طلبت يومًا آخر للمعاينة: {reference}", en="You asked for another day: {reference}"),
    body=Text(
        ar="سُجّل أن يوم {day} لا يناسبك لمعاينة طلبك {reference}، ويُحدد لك موعد جديد.",
        en="It is noted that {day} does not suit you for the visit for {reference}; a new day will be appointed.",
    ),
)
MISSED = Told(
    subject=Text(ar="تعذرت معاينة الموقع: {reference}", en="The visit could not be made: {reference}"),
    body=Text(
        ar="حضر المعاين يوم {day} بشأن طلبك {reference} ولم يجد من يستقبله. يُحدد موعد جديد ونبلغك به.",
        en="The inspector came on {day} for {reference} and found nobody there. A new day will be appointed and told to you.",
    ),
)
CALLED_OFF = Told(
    subject=Text(ar="أُلغي موعد المعاينة: {reference}", en="The visit is called off: {reference}"),
    body=Text(
        ar="لم تعد المعاينة المحددة ليوم {day} بشأن طلبك {reference} لازمة.",
        en="The visit appointed for {day} for {reference} is no longer needed.",
    ),
)
REPORTED = Told(
    subject=Text(ar="تمت معاينة الموقع: {reference}", en="The visit has been made: {reference}"),
    body=Text(
        ar="تمت المعاينة بشأن طلبك {reference} يوم {day}. تجد ما دُوّن فيها في صفحة الطلب.",
        en="The visit for {reference} was made on {day}. What was found stands on the application's page.",
    ),
)
DAY_ASKED = Told(
    subject=Text(ar="طُلب يوم آخر للمعاينة {reference}", en="Another day is asked for: {reference}"),
    body=Text(
        ar="لا يناسب يوم {day} صاحب الطلب {reference}. يلزم تحديد موعد جديد.",
        en="{day} does not suit the applicant of {reference}. A new day is to be appointed.",
    ),
)
GIVEN = Told(
    subject=Text(ar="معاينة أُسندت إليك: {reference}", en="An inspection is assigned to you: {reference}"),
    body=Text(
        ar="أُسندت إليك معاينة الطلب {reference}، ويلزم تحديد موعدها.",
        en="The inspection for {reference} is assigned to you; its day is to be appointed.",
    ),
)


def of_visit(reference: str, day: date, from_time: time, until_time: time) -> dict[str, Text | str]:
    """Return what fills the places of a letter about a visit."""
    return {
        "reference": reference,
        "day": weekday_text(day),
        "from_time": same(f"{from_time:%H:%M}"),
        "until_time": same(f"{until_time:%H:%M}"),
    }
