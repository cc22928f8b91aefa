"""How the ministry is reached, as published; what no published source names is shown as not set."""

from iskan.core.help import ContactWay
from iskan.core.text import Text, same

HOTLINE_NUMBER = "80008001"
HOTLINE = ContactWay(
    code="hotline",
    name=Text(ar="مركز الاتصال", en="Contact centre"),
    value=same(HOTLINE_NUMBER),
    hours=Text(ar="من الساعة 7:00 صباحًا إلى 4:00 عصرًا", en="From 7:00 to 16:00"),
    address=f"tel:+973{HOTLINE_NUMBER}",
    note=Text(
        ar="يرجى أن يكون الرقم المرجعي للمعاملة قريبًا منك عند الاتصال.",
        en="Please have the reference number of your case at hand when you call.",
    ),
    source="S15, S320",
    grade="A",
)
SERVICE_CENTRE = ContactWay(
    code="service_centre",
    name=Text(ar="مركز خدمة العملاء", en="Customer service centre"),
    value=Text(
        ar="مقر الوزارة، المنطقة الدبلوماسية، المنامة", en="The ministry's headquarters, Diplomatic Area, Manama"
    ),
    hours=Text(ar="من الأحد إلى الخميس، من الساعة 7:30 صباحًا إلى 2:00 ظهرًا", en="Sunday to Thursday, 7:30 to 14:00"),
    source="S15, S321",
    grade="B",
)
BRANCHES = ContactWay(
    code="branches",
    name=Text(ar="فروع الوزارة", en="Branches of the ministry"),
    value=Text(ar="العناوين وساعات العمل والخريطة", en="Addresses, opening hours and map"),
    page="portal:branches",
    source="S321",
    grade="B",
)
ONLINE = ContactWay(
    code="online",
    name=Text(ar="الخدمات الإلكترونية", en="Online services"),
    value=Text(ar="هذا الموقع", en="This site"),
    hours=Text(ar="على مدار الساعة، في جميع أيام الأسبوع", en="At any hour, every day of the week"),
    source="S15",
    grade="A",
)
CONTACT_WAYS = (HOTLINE, SERVICE_CENTRE, BRANCHES, ONLINE)
