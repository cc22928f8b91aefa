"""Names as they are borne in Bahrain, in Arabic with the English spelling beside; combined by chance, no one's own."""

from typing import Final

Name = tuple[str, str]


def _pairs(words: str) -> tuple[Name, ...]:
    pairs = (pair.split("=") for line in words.split("\n") for pair in line.split("،") if "=" in pair)
    return tuple((arabic.strip(), english.strip()) for arabic, english in pairs)


BOYS: Final = _pairs("""
أحمد=Ahmed، محمد=Mohamed، علي=Ali، حسن=Hasan، حسين=Husain، يوسف=Yusuf، إبراهيم=Ebrahim، عبدالله=Abdulla
عبدالرحمن=Abdulrahman، خالد=Khalid، سلمان=Salman، عيسى=Isa، راشد=Rashid، جاسم=Jasim، فيصل=Faisal، ناصر=Naser
سعد=Saad، ماجد=Majed، طلال=Talal، بدر=Bader، فهد=Fahad، عمر=Omar، عثمان=Othman، مبارك=Mubarak، سالم=Salem
محمود=Mahmood، مهدي=Mahdi، جعفر=Jaafar، صادق=Sadiq، رضا=Redha، هشام=Hisham، وليد=Waleed، سامي=Sami، نادر=Nader
عادل=Adel، كمال=Kamal، جمال=Jamal، رائد=Raed، زياد=Ziyad، حمد=Hamad، سيف=Saif، غانم=Ghanim، حمزة=Hamza
ياسر=Yaser، أنس=Anas، عمار=Ammar، أيوب=Ayoob، داود=Dawood، زكريا=Zakariya، يعقوب=Yaqoob، إسماعيل=Ismaeel
إسحاق=Ishaq، هاني=Hani، نبيل=Nabeel، كريم=Kareem، باسم=Basim، حامد=Hamed، ضياء=Dheya، منصور=Mansoor
عبدالعزيز=Abdulaziz، عبدالكريم=Abdulkarim، عبداللطيف=Abdullatif، عبدالحميد=Abdulhameed، مشعل=Meshal، تركي=Turki
""")

GIRLS: Final = _pairs("""
فاطمة=Fatima، مريم=Maryam، زينب=Zainab، عائشة=Aysha، خديجة=Khadija، نورة=Noora، سارة=Sara، هدى=Huda، أمل=Amal
منى=Muna، ليلى=Layla، شيخة=Shaikha، لطيفة=Latifa، حصة=Hessa، نوف=Nouf، دانة=Dana، لولوة=Lulwa، موزة=Moza
ريم=Reem، هيا=Haya، أسماء=Asma، آمنة=Amina، سمية=Sumaya، رقية=Ruqaya، زهراء=Zahra، بتول=Batool، هاجر=Hajar
إيمان=Eman، أبرار=Abrar، دعاء=Duaa، شيماء=Shaima، ولاء=Walaa، آلاء=Alaa، إسراء=Esraa، نور=Noor، هند=Hind
رنا=Rana، لينا=Leena، ندى=Nada، وفاء=Wafa، صفاء=Safa، سعاد=Suad، نجاة=Najat، بدرية=Badriya، فوزية=Fawzia
سلوى=Salwa، ابتسام=Ebtisam، خلود=Khulood، غادة=Ghada، عبير=Abeer، جميلة=Jameela، كوثر=Kawthar، معصومة=Masooma
نجلاء=Najla، هناء=Hana، رباب=Rabab، حنان=Hanan، سوسن=Sawsan، مها=Maha، بشاير=Bashayer، جواهر=Jawaher
""")

FAMILIES: Final = _pairs("""
الدوسري=Aldoseri، المناعي=Almannai، النعيمي=Alnoaimi، الجودر=Aljowder، البنعلي=Albinali، القطان=Alqattan
الصفار=Alsaffar، النجار=Alnajjar، الحداد=Alhaddad، الخياط=Alkhayat، الصباغ=Alsabbagh، العطار=Alattar
الستري=Alsetri، العرادي=Alaradi، المحرقي=Almuharraqi، الدرازي=Alderazi، السماهيجي=Alsamaheeji، الرفاعي=Alrefaei
البوعينين=Albuainain، الرميحي=Alromaihi، الذوادي=Althawadi، الجلاهمة=Aljalahma، المالكي=Almalki، العماري=Alammari
الكواري=Alkuwari، المسلم=Almusallam، الفاضل=Alfadhel، الأنصاري=Alansari، العوضي=Alawadhi
الكوهجي=Alkooheji، الخاجة=Alkhaja، المطوع=Almutawa، الماجد=Almajed
العلوي=Alalawi، الموسوي=Almosawi، الغريفي=Alghuraifi، الوداعي=Alwedaei، الهاشمي=Alhashimi، العصفور=Alasfoor
البحارنة=Albaharna، الشهابي=Alshehabi، التاجر=Altajer، الجشي=Aljishi، مدن=Madan، المتروك=Almatrook، الحلواجي=Alhalwachi
البقالي=Albaqali، السلمان=Alsalman، العالي=Alaali، الحمر=Alhamer، الغتم=Alghatam، السعد=Alsaad، الخالدي=Alkhaldi
الظاعن=Aldhaen، الشروقي=Alshorooqi، الفضالة=Alfadhala، البلوشي=Albalooshi، السيسي=Alsisi، المهندي=Almohannadi
بوحسن=Buhasan، بوعلي=Buali، بوصفوان=Busafwan، بوجيري=Bujeeri، بوكمال=Bukamal، المير=Almeer، الشيراوي=Alshirawi
""")

FOREIGN_MEN: Final[dict[str, tuple[Name, ...]]] = {
    "SA": _pairs("تركي سعود القحطاني=Turki Saud Alqahtani، فهد صالح الشمري=Fahad Saleh Alshammari"),
    "JO": _pairs("رامي خليل العبادي=Rami Khalil Alabbadi، معتز نايف الحياري=Mutaz Nayef Alhiyari"),
    "EG": _pairs("شريف مصطفى سليم=Sherif Mostafa Selim، تامر عبدالفتاح ناجي=Tamer Abdelfattah Nagy"),
    "YE": _pairs("صالح قاسم الحضرمي=Saleh Qasim Alhadrami، عبده ناجي اليافعي=Abdo Naji Alyafei"),
    "SY": _pairs("غسان أديب حمدان=Ghassan Adib Hamdan، مازن فريد قباني=Mazen Farid Kabbani"),
    "PK": _pairs("عمران خان رحيم=Imran Khan Rahim، شاهد إقبال ملك=Shahid Iqbal Malik"),
    "IN": _pairs("عرفان بشير كويا=Irfan Basheer Koya، سليم بشير رحمن=Saleem Basheer Rahman"),
}

FOREIGN_WOMEN: Final[dict[str, tuple[Name, ...]]] = {
    "SA": _pairs("أروى سعد العتيبي=Arwa Saad Alotaibi، لمى فهد الحربي=Lama Fahad Alharbi"),
    "JO": _pairs("ديمة رائد النسور=Dima Raed Alnsour، رشا وائل المومني=Rasha Wael Almomani"),
    "EG": _pairs("ياسمين حسام لطفي=Yasmine Hossam Lotfy، منة الله طارق=Mennatallah Tarek"),
    "SY": _pairs("رؤى سامر دقاق=Rouaa Samer Dakkak، لمياء نزار عطار=Lamia Nizar Attar"),
    "MA": _pairs("سلمى بناني=Salma Bennani، هاجر العلمي=Hajar El Alami"),
    "PH": _pairs("ماريا سانتوس كروز=Maria Santos Cruz، جوي رييس دلا بينا=Joy Reyes Dela Pena"),
    "IN": _pairs("عائشة بيغم نذير=Ayesha Begum Nazeer، شبانة رفيق=Shabana Rafeeq"),
    "IQ": _pairs("رسل عباس الجبوري=Rusul Abbas Aljubouri، سجى كاظم الربيعي=Saja Kadhim Alrubaie"),
}

_RESPELLINGS: Final = (
    ("عبدالله", "عبد الله"), ("عبدالرحمن", "عبد الرحمن"), ("أحمد", "احمد"), ("إبراهيم", "ابراهيم"),
    ("فاطمة", "فاطمه"), ("عائشة", "عايشه"), ("عيسى", "عيسي"), ("حمزة", "حمزه"), ("زهراء", "زهره"),
    ("إسماعيل", "اسماعيل"), ("محمد", "محمّد"), ("داود", "داوود"), ("آمنة", "امينه"), ("هدى", "هدي"),
)  # fmt: skip


def respelt(name: str) -> str:
    """Return a name as another register's clerk spelt it; where no letter allows it, the grandfather is left out."""
    for spelling, other in _RESPELLINGS:
        if spelling in name.split(" "):
            return name.replace(spelling, other)
    first, *middle, last = name.split(" ")
    return " ".join((first, *middle[:1], last))
