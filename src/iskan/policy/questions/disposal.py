"""What an owner is asked who wishes to dispose of a home."""

from iskan.core.forms import AddressQuestion, ChoiceQuestion, CprQuestion, Option, Step, TextQuestion
from iskan.core.text import Text

DISPOSAL = Step(
    code="disposal",
    title=Text(ar="المسكن والتصرف", en="The home and the disposal"),
    questions=(
        AddressQuestion(code="home", label=Text(ar="عنوان المسكن", en="The home's address")),
        ChoiceQuestion(
            code="disposal",
            label=Text(ar="ما التصرف المطلوب؟", en="What do you wish to do?"),
            options=(
                Option("sale", Text(ar="بيع", en="Sell it")),
                Option("exchange", Text(ar="مبادلة", en="Exchange it")),
                Option("gift", Text(ar="هبة", en="Give it away")),
                Option("will", Text(ar="وصية", en="Leave it by will")),
                Option("endowment", Text(ar="وقف", en="Endow it")),
            ),
        ),
        TextQuestion(
            code="other_name",
            label=Text(ar="اسم الطرف الآخر", en="Name of the other party"),
            help=Text(
                ar="المشتري أو الموهوب له أو الموصى له أو جهة الوقف.",
                en="The buyer, whoever receives it, or the endowment.",
            ),
            max_length=120,
        ),
        CprQuestion(
            code="other_cpr",
            label=Text(ar="الرقم الشخصي للطرف الآخر", en="Personal number of the other party"),
            required=False,
        ),
        TextQuestion(
            code="reason",
            label=Text(ar="سبب التصرف", en="Why you wish it"),
            max_length=1000,
            multiline=True,
            required=False,
        ),
    ),
)
