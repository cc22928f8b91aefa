"""The families of the cast, written out by hand."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from iskan.integrations.synthetic.people import NOWHERE, Bond, Custody, Dwelling, SyntheticFamily, SyntheticPerson

Child = tuple[str, str, str, str]
"""Day of birth, ``m`` or ``f``, and the given name in Arabic and in English."""


@dataclass(frozen=True, slots=True)
class _Adult:
    born: str
    ar: str
    en: str
    nationality: str = "BH"
    died: str = ""
    home: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """A couple and their children; ``head`` is the place of the persona among them all, and has member number 1."""

    homes: tuple[str, ...]
    husband: _Adult
    wives: tuple[_Adult, ...]
    wed: tuple[str, ...]
    children: tuple[Child, ...] = ()
    mothers: tuple[int, ...] = ()
    divorced_on: str = ""
    confirmed_on: str = ""
    head: int = 0


_STORIES: Final = (
    _Story(
        homes=("12 1088 4025 840",),
        husband=_Adult("1988-04-12", "يوسف أحمد علي المناعي", "Yusuf Ahmed Ali Almannai"),
        wives=(_Adult("1991-09-03", "مريم جاسم حسن القطان", "Maryam Jasim Hasan Alqattan"),),
        wed=("2014-03-07",),
        children=(
            ("2015-06-21", "m", "أحمد", "Ahmed"),
            ("2018-02-10", "f", "نور", "Noor"),
            ("2022-11-30", "m", "علي", "Ali"),
        ),
    ),
    _Story(
        homes=("- 455 1209 1212",),
        husband=_Adult("1985-07-25", "عبدالله راشد سالم النعيمي", "Abdulla Rashid Salem Alnoaimi"),
        wives=(_Adult("1987-01-14", "لطيفة عيسى راشد الجودر", "Latifa Isa Rashid Aljowder"),),
        wed=("2011-12-16",),
        children=(("2013-04-02", "f", "شيخة", "Shaikha"), ("2017-08-19", "m", "راشد", "Rashid")),
    ),
    _Story(
        homes=("31 210 2533 225",),
        husband=_Adult("1989-01-30", "حسن مهدي عبدالله الصفار", "Hasan Mahdi Abdulla Alsaffar"),
        wives=(_Adult("1990-05-22", "زهراء جعفر حسن العلوي", "Zahra Jaafar Hasan Alalawi"),),
        wed=("2015-10-09",),
        children=(("2017-01-05", "f", "بتول", "Batool"), ("2020-07-27", "m", "مهدي", "Mahdi")),
    ),
    _Story(
        homes=("4 77 924 909",),
        husband=_Adult("2007-03-18", "خالد فهد ناصر الدوسري", "Khalid Fahad Naser Aldoseri"),
        wives=(_Adult("2007-06-02", "نوف سعد خالد الخالدي", "Nouf Saad Khalid Alkhaldi"),),
        wed=("2026-02-20",),
    ),
    _Story(
        homes=("- 1320 3645 736",),
        husband=_Adult("1973-05-08", "جعفر صادق محمد الدرازي", "Jaafar Sadiq Mohamed Alderazi"),
        wives=(_Adult("1977-11-11", "معصومة علي أحمد النجار", "Masooma Ali Ahmed Alnajjar"),),
        wed=("1999-06-25",),
        children=(("2006-01-17", "m", "صادق", "Sadiq"), ("2011-09-29", "f", "زينب", "Zainab")),
    ),
    _Story(
        homes=("- 88 1612 916",),
        husband=_Adult("1986-02-14", "ماجد سلمان إبراهيم البوعينين", "Majed Salman Ebrahim Albuainain"),
        wives=(_Adult("1989-04-06", "هيا حمد ماجد الرميحي", "Haya Hamad Majed Alromaihi"),),
        wed=("2012-01-13",),
        children=(("2014-10-03", "m", "سلمان", "Salman"),),
    ),
    _Story(
        homes=("8 614 4203 242",),
        husband=_Adult("1983-09-09", "عادل يعقوب عبدالرحمن العرادي", "Adel Yaqoob Abdulrahman Alaradi"),
        wives=(_Adult("1985-12-28", "وفاء هشام عادل الخياط", "Wafa Hisham Adel Alkhayat"),),
        wed=("2010-04-30",),
        children=(("2012-02-08", "f", "لينا", "Leena"), ("2015-05-15", "m", "يعقوب", "Yaqoob")),
    ),
    _Story(
        homes=("2 340 0433 604",),
        husband=_Adult("1987-06-27", "سامي حامد عيسى الستري", "Sami Hamed Isa Alsetri"),
        wives=(_Adult("1990-10-10", "إيمان نادر سامي الحداد", "Eman Nader Sami Alhaddad"),),
        wed=("2013-09-20",),
        children=(("2016-03-31", "m", "حامد", "Hamed"),),
    ),
    _Story(
        homes=("6 1015 0420 404",),
        husband=_Adult("1984-12-02", "نبيل منصور جاسم العطار", "Nabeel Mansoor Jasim Alattar"),
        wives=(_Adult("1986-08-18", "ابتسام كريم نبيل البحارنة", "Ebtisam Kareem Nabeel Albaharna"),),
        wed=("2009-07-03",),
        children=(("2011-11-23", "f", "سوسن", "Sawsan"), ("2019-06-14", "m", "منصور", "Mansoor")),
    ),
    _Story(
        homes=("17 52 3803 338",),
        husband=_Adult("1988-08-20", "وليد عثمان خالد الذوادي", "Waleed Othman Khalid Althawadi"),
        wives=(_Adult("1991-08-05", "عائشة محمود أحمد العوضي", "Aysha Mahmood Ahmed Alawadhi"),),
        wed=("2016-11-18",),
        children=(("2018-12-12", "f", "دانة", "Dana"),),
        head=1,
    ),
    _Story(
        homes=("9 1441 7129 571",),
        husband=_Adult("1990-02-11", "طلال بدر عبدالعزيز المالكي", "Talal Bader Abdulaziz Almalki"),
        wives=(_Adult("1992-04-24", "هند سيف بدر الكواري", "Hind Saif Bader Alkuwari"),),
        wed=("2017-02-24",),
        children=(("2019-09-01", "m", "بدر", "Bader"),),
        head=1,
    ),
    _Story(
        homes=("21 903 1017 1016", "5 66 0812 708"),
        husband=_Adult("1985-03-19", "رضا كمال حسين الموسوي", "Redha Kamal Husain Almosawi", home=1),
        wives=(_Adult("1988-11-26", "سعاد إبراهيم يوسف الشهابي", "Suad Ebrahim Yusuf Alshehabi"),),
        wed=("2010-08-06",),
        children=(("2012-06-09", "f", "رقية", "Ruqaya"), ("2016-10-24", "m", "كمال", "Kamal")),
        divorced_on="2023-05-14",
        confirmed_on="2026-05-03",
        head=1,
    ),
    _Story(
        homes=("14 2005 3821 338",),
        husband=_Adult("1986-10-01", "رامي خليل العبادي", "Rami Khalil Alabbadi", "JO"),
        wives=(_Adult("1990-02-17", "أمل جاسم محمد المسلم", "Amal Jasim Mohamed Almusallam"),),
        wed=("2014-06-13",),
        children=(("2016-01-28", "m", "خليل", "Khalil"), ("2020-03-15", "f", "ليلى", "Layla")),
        head=1,
    ),
    _Story(
        homes=("- 760 5331 553",),
        husband=_Adult("1962-08-13", "إسماعيل حسين علي العصفور", "Ismaeel Husain Ali Alasfoor"),
        wives=(_Adult("1966-01-21", "كوثر عبدالحميد سعيد المتروك", "Kawthar Abdulhameed Saeed Almatrook"),),
        wed=("1990-05-04",),
        children=(("1996-05-30", "m", "حسين", "Husain"), ("2001-12-07", "f", "آمنة", "Amina")),
        head=2,
    ),
    _Story(
        homes=("3 129 0627 206",),
        husband=_Adult("1968-02-02", "يونس خليفة سعد المحرقي", "Yunus Khalifa Saad Almuharraqi", died="2021-07-19"),
        wives=(_Adult("1972-10-16", "نجاة داود عمر الغتم", "Najat Dawood Omar Alghatam", died="2024-02-27"),),
        wed=("1996-03-29",),
        children=(
            ("2000-01-25", "m", "عمر", "Omar"),
            ("2009-04-11", "f", "حصة", "Hessa"),
            ("2012-08-08", "m", "سعد", "Saad"),
        ),
        head=2,
    ),
    _Story(
        homes=("1 35 0307 301",),
        husband=_Adult("1961-11-04", "مبارك سالم عيسى الظاعن", "Mubarak Salem Isa Aldhaen", died="2022-12-01"),
        wives=(_Adult("1969-03-23", "فوزية غانم راشد الشروقي", "Fawzia Ghanim Rashid Alshorooqi"),),
        wed=("1995-01-06",),
        head=1,
    ),
    _Story(
        homes=("- 417 0439 804",),
        husband=_Adult("1985-01-08", "هشام زكريا محمد السيسي", "Hisham Zakariya Mohamed Alsisi"),
        wives=(_Adult("1988-07-07", "غادة ضياء حمزة الفاضل", "Ghada Dheya Hamza Alfadhel"),),
        wed=("2012-05-25",),
        children=(("2014-08-16", "f", "جواهر", "Jawaher"),),
    ),
    _Story(
        homes=("11 528 5847 584",),
        husband=_Adult("1989-10-19", "عمار باسم حسن السلمان", "Ammar Basim Hasan Alsalman"),
        wives=(_Adult("1992-02-29", "حنان رائد عمار التاجر", "Hanan Raed Ammar Altajer"),),
        wed=("2015-04-17",),
        children=(("2017-10-02", "m", "باسم", "Basim"), ("2021-01-13", "f", "ريم", "Reem")),
    ),
    _Story(
        homes=("7 301 2409 324",),
        husband=_Adult("1987-03-06", "زياد عمر عبداللطيف الأنصاري", "Ziyad Omar Abdullatif Alansari"),
        wives=(_Adult("1990-11-15", "رنا سامي زياد المطوع", "Rana Sami Ziyad Almutawa"),),
        wed=("2014-12-19",),
        children=(("2016-07-04", "f", "سارة", "Sara"),),
    ),
    _Story(
        homes=("15 640 0312 103",),
        husband=_Adult("1986-06-15", "غانم مبارك ناصر الجلاهمة", "Ghanim Mubarak Naser Aljalahma"),
        wives=(_Adult("1988-03-27", "بدرية يوسف أحمد الماجد", "Badriya Yusuf Ahmed Almajed"),),
        wed=("2011-10-28",),
        children=(("2013-12-20", "m", "مبارك", "Mubarak"), ("2018-04-09", "f", "موزة", "Moza")),
    ),
    _Story(
        homes=("- 19 0218 216",),
        husband=_Adult("1984-02-23", "أيوب إسحاق يعقوب الكوهجي", "Ayoob Ishaq Yaqoob Alkooheji"),
        wives=(_Adult("1987-09-12", "سمية عبدالكريم أيوب الخاجة", "Sumaya Abdulkarim Ayoob Alkhaja"),),
        wed=("2010-02-05",),
        children=(("2012-05-31", "m", "إسحاق", "Ishaq"),),
    ),
    _Story(
        homes=("- 230 1043 1204", "18 91 1107 1211"),
        husband=_Adult("1980-09-28", "منصور حمد سعد المهندي", "Mansoor Hamad Saad Almohannadi"),
        wives=(
            _Adult("1983-04-17", "خلود ناصر حمد الفضالة", "Khulood Naser Hamad Alfadhala"),
            _Adult("1990-12-05", "عبير تركي سعد البقالي", "Abeer Turki Saad Albaqali", home=1),
        ),
        wed=("2006-07-14", "2019-03-22"),
        children=(
            ("2008-05-26", "m", "حمد", "Hamad"),
            ("2013-10-18", "f", "نورة", "Noora"),
            ("2021-06-30", "m", "سيف", "Saif"),
        ),
        mothers=(0, 0, 1),
    ),
    _Story(
        homes=("10 705 5813 582",),
        husband=_Adult("1990-07-21", "عبدالله أحمد إبراهيم بوعلي", "Abdulla Ahmed Ebrahim Buali"),
        wives=(_Adult("1993-01-09", "دعاء حامد عبدالله الوداعي", "Duaa Hamed Abdulla Alwedaei"),),
        wed=("2018-01-26",),
        children=(("2020-02-20", "f", "زينب", "Zainab"),),
    ),
    _Story(
        homes=("20 1180 7314 734",),
        husband=_Adult("1993-01-16", "أنس محمود صادق الحلواجي", "Anas Mahmood Sadiq Alhalwachi"),
        wives=(_Adult("1995-05-03", "شيماء عمار أنس مدن", "Shaima Ammar Anas Madan"),),
        wed=("2021-11-05",),
        children=(("2023-08-25", "m", "محمود", "Mahmood"),),
    ),
    _Story(
        homes=("13 268 2119 921",),
        husband=_Adult("1988-12-10", "سيف طلال حمد البلوشي", "Saif Talal Hamad Albalooshi"),
        wives=(_Adult("1992-06-06", "سلمى بناني", "Salma Bennani", "MA"),),
        wed=("2019-07-12",),
        children=(("2021-05-19", "f", "هيا", "Haya"),),
    ),
)


def _family(number: int, story: _Story) -> SyntheticFamily:
    cprs = _numbers(number, story)
    people = (_husband(story, cprs), *_wives(story, cprs), *_children(story, cprs))
    homes = tuple(_dwelling(home) for home in story.homes)
    return SyntheticFamily(number, "cast", people, homes, _bonds(story, cprs), _custodies(story, cprs))


def _numbers(number: int, story: _Story) -> tuple[str, ...]:
    born = [story.husband.born, *(wife.born for wife in story.wives), *(child[0] for child in story.children)]
    order = [story.head, *(index for index in range(len(born)) if index != story.head)]
    return tuple(f"{day[2:4]}{day[5:7]}0{number:02d}{order.index(index) + 1:02d}" for index, day in enumerate(born))


def _dwelling(words: str) -> Dwelling:
    flat, building, road, block = words.split(" ")
    return Dwelling(flat.replace("-", ""), building, road, block)


def _husband(story: _Story, cprs: tuple[str, ...]) -> SyntheticPerson:
    spouses = () if story.divorced_on else cprs[1 : 1 + len(story.wives)]
    marital = "divorced" if story.divorced_on else "married"
    return _adult(story.husband, cprs[0], female=False, marital=marital, spouses=spouses)


def _wives(story: _Story, cprs: tuple[str, ...]) -> tuple[SyntheticPerson, ...]:
    bound = not (story.divorced_on or story.husband.died)
    unbound = "divorced" if story.divorced_on else "widowed"
    return tuple(
        _adult(
            wife, cprs[index], female=True,
            marital="married" if bound else unbound, spouses=(cprs[0],) if bound else (),
        )
        for index, wife in enumerate(story.wives, start=1)
    )  # fmt: skip


def _adult(adult: _Adult, cpr: str, *, female: bool, marital: str, spouses: tuple[str, ...]) -> SyntheticPerson:
    died = _day(adult.died)
    home = NOWHERE if died else adult.home
    born = date.fromisoformat(adult.born)
    return SyntheticPerson(
        cpr, adult.ar, adult.en, female, born, adult.nationality, marital, home, "", "", spouses, died
    )


def _children(story: _Story, cprs: tuple[str, ...]) -> tuple[SyntheticPerson, ...]:
    first = 1 + len(story.wives)
    mothers = story.mothers or (0,) * len(story.children)
    return tuple(
        SyntheticPerson(
            cprs[first + index], _named(ar, story.husband.ar), _named(en, story.husband.en), sex == "f",
            date.fromisoformat(born), "BH", "single", story.wives[mother].home if not _orphaned(story) else 0,
            cprs[0], cprs[1 + mother], (), None,
        )
        for index, ((born, sex, ar, en), mother) in enumerate(zip(story.children, mothers, strict=True))
    )  # fmt: skip


def _named(given: str, father: str) -> str:
    first, second, *_, last = father.split(" ")
    return f"{given} {first} {second} {last}" if second != last else f"{given} {father}"


def _orphaned(story: _Story) -> bool:
    return bool(story.husband.died and story.wives[0].died)


def _bonds(story: _Story, cprs: tuple[str, ...]) -> tuple[Bond, ...]:
    ended = _day(story.divorced_on or story.husband.died)
    how = "divorce" if story.divorced_on else "death" if story.husband.died else ""
    return tuple(
        Bond(cprs[0], cprs[index], date.fromisoformat(wed), ended, how) for index, wed in enumerate(story.wed, start=1)
    )


def _custodies(story: _Story, cprs: tuple[str, ...]) -> tuple[Custody, ...]:
    parted, confirmed = _day(story.divorced_on), _day(story.confirmed_on)
    if parted is None or confirmed is None:
        return ()
    return tuple(Custody(child, cprs[1], parted, confirmed) for child in cprs[1 + len(story.wives) :])


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


CAST_FAMILIES: Final = tuple(_family(number, story) for number, story in enumerate(_STORIES, start=1))
