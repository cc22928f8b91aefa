"""What the citizen declares before filing."""

from iskan.core.catalogue import Declaration
from iskan.core.text import Text

FAMILY_MEMBERS = Declaration(
    code="family_members",
    text=Text(
        ar="أقر بأن أفراد الأسرة المذكورين هم جميع أفراد أسرتي، وأن ما بيّنته بشأنهم صحيح",
        en="I declare that the persons named are all the members of my family and that what I stated of them is true",
    ),
)
COMPREHENSIVE = Declaration(
    code="comprehensive",
    text=Text(
        ar="أقر بصحة جميع البيانات والمستندات، وبعلمي بشروط الخدمة، وألتزم بإبلاغ الوزارة بأي تغيير يطرأ عليها. وأوافق على أن تتحقق الوزارة من بياناتي وبيانات أسرتي لدى الجهات الحكومية لغرض هذا الطلب.",
        en="I declare that all details and documents are true and that I know the conditions of the service; I will tell the ministry of any change. I agree that the ministry verifies the details of my family and me with government bodies for this application.",
    ),
)
TRUE_STATEMENTS = Declaration(
    code="true_statements",
    text=Text(
        ar="أقر بصحة ما بيّنته في هذا الطلب وما أرفقته به",
        en="I declare that what I have stated and attached here is true",
    ),
)
CREDIT_CHECK = Declaration(
    code="credit_check",
    each_adult=True,
    text=Text(
        ar="أوافق صراحةً على أن تستعلم الوزارة من مركز البحرين للمعلومات الائتمانية عن أي تمويل مسكن باسمي، لغرض هذا الطلب وحده",
        en="I expressly agree that the ministry asks the Bahrain Credit Reference Bureau about any home finance in my name, for this application alone",
    ),
)
PASSES_APPLICATION = Declaration(
    code="passes_application",
    text=Text(
        ar="أعلم أن الطلب، متى حُوّل إلى غيري، لم يعد لي ولا أرجع فيه وحدي، وأطلب تحويله بإرادتي",
        en="I know that, once passed to another, the application is mine no longer and I cannot take it back alone; I ask for this of my own will",
    ),
)
LEAVES_LIST = Declaration(
    code="leaves_list",
    text=Text(
        ar="أعلم أنني أتخلى بهذا عن أقدمية طلبي وترتيبه على قائمة الانتظار، وأنهما لا يعودان بعد سريان الخروج، وأطلبه بإرادتي",
        en="I know that I give up my application's seniority and its place on the waiting list, that neither comes back once this takes effect, and I ask for it of my own will",
    ),
)
OWN_STATEMENT = Declaration(
    code="own_statement",
    text=Text(
        ar="أطلب إصدار هذه الإفادة وأوافق على أن تتضمن ما هو مسجل باسمي لدى الوزارة",
        en="I ask for this statement and agree that it tells what the ministry has on record of me",
    ),
)
TOLD_TO_BANK = Declaration(
    code="told_to_bank",
    text=Text(
        ar="أوافق على أن ترسل الوزارة إلى البنك الذي أختاره اسمي ورقمي الشخصي وهاتفي وراتبي الأساسي والمبلغ المطلوب وأعمال الترميم، لغرض هذا الطلب وحده",
        en="I agree that the ministry sends the bank I choose my name, personal number, telephone, basic salary, the amount asked for and the works, for this application alone",
    ),
)
TOLD_TO_FINANCING_BANK = Declaration(
    code="told_to_financing_bank",
    text=Text(
        ar="أوافق على أن ترسل الوزارة إلى البنك الذي أختاره اسمي ورقمي الشخصي وهاتفي وراتبي الأساسي والمبلغ المطلوب وثمن المسكن، لغرض هذا الطلب وحده",
        en="I agree that the ministry sends the bank I choose my name, personal number, telephone, basic salary, the amount asked for and the price of the home, for this application alone",
    ),
)
MAZAYA_FINANCE = Declaration(
    code="mazaya_finance",
    text=Text(
        ar="أقر بأنني منتفع بتمويل مزايا من البنك المذكور، وبأن ما بيّنته عن دخلي وأسرتي ومسكني صحيح، وألتزم بإبلاغ الوزارة بأي تغيير يطرأ عليه",
        en="I declare that I am financed under Mazaya by the bank named, that what I stated of my income, family and home is true, and that I will tell the ministry of any change",
    ),
)
TASHEEL_FINANCE = Declaration(
    code="tasheel_finance",
    text=Text(
        ar="أقر بأنني منتفع بتمويل تسهيل من البنك المذكور، وبأن ما بيّنته عن دخلي وأسرتي ومسكني صحيح، وألتزم بإبلاغ الوزارة بأي تغيير يطرأ عليه",
        en="I declare that I am financed under Tas'heel by the bank named, that what I stated of my income, family and home is true, and that I will tell the ministry of any change",
    ),
)
