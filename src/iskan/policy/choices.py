"""Words for the closed lists that facts and questions share."""

from iskan.core.forms import Option
from iskan.core.text import Text
from iskan.policy import governorates

Choices = tuple[tuple[str, Text], ...]

PROGRAMMES: Choices = (
    ("unit", Text(ar="وحدة سكنية", en="Housing unit")),
    ("ownership_flat", Text(ar="شقة تمليك", en="Ownership flat")),
    ("plot", Text(ar="قسيمة سكنية", en="Residential plot")),
)
FAMILY_CATEGORIES: Choices = (
    (
        "1",
        Text(
            ar="الفئة الأولى: الزوج البحريني، أو الزوجة البحرينية بموافقة الزوج، أو كلاهما باتفاقهما",
            en="Category one: a Bahraini husband, a Bahraini wife with the husband's consent, or both",
        ),
    ),
    (
        "2",
        Text(
            ar="الفئة الثانية: أحد الوالدين مع ابن قاصر بحريني أو أكثر",
            en="Category two: one parent with one or more Bahraini minor children",
        ),
    ),
    (
        "3",
        Text(
            ar="الفئة الثالثة: البالغ غير المتزوج، ابنًا كان أو بنتًا، الساكن مع والديه البحرينيين أو أحدهما",
            en="Category three: an adult unmarried son or daughter living with a Bahraini parent",
        ),
    ),
    (
        "4",
        Text(
            ar="الفئة الرابعة: البالغ يتيم الوالدين وله أخ قاصر أو أخت قاصرة أو أكثر",
            en="Category four: an adult who has lost both parents and has a minor brother or sister",
        ),
    ),
    (
        "5",
        Text(
            ar="الفئة الخامسة: المطلقة أو المهجورة أو الأرملة بلا أبناء، أو العزباء",
            en="Category five: a divorced, abandoned or widowed woman without children, or a single woman",
        ),
    ),
)
SHORT_CATEGORIES: Choices = (
    ("1", Text(ar="الفئة الأولى", en="Category one")),
    ("2", Text(ar="الفئة الثانية", en="Category two")),
    ("3", Text(ar="الفئة الثالثة", en="Category three")),
    ("4", Text(ar="الفئة الرابعة", en="Category four")),
    ("5", Text(ar="الفئة الخامسة", en="Category five")),
)
SEXES: Choices = (("male", Text(ar="ذكر", en="Male")), ("female", Text(ar="أنثى", en="Female")))
MARITAL_STATUSES: Choices = (
    ("single", Text(ar="لم يسبق الزواج", en="Never married")),
    ("married", Text(ar="متزوج", en="Married")),
    ("divorced", Text(ar="مطلق", en="Divorced")),
    ("widowed", Text(ar="أرمل", en="Widowed")),
    ("abandoned", Text(ar="مهجورة", en="Abandoned by the husband")),
)
OWNERS: Choices = (
    ("applicant", Text(ar="مقدم الطلب", en="The applicant")),
    ("wife", Text(ar="الزوجة", en="The wife")),
    ("husband", Text(ar="الزوج", en="The husband")),
    ("minor_child", Text(ar="ابن قاصر", en="A minor child")),
    ("other_member", Text(ar="فرد آخر من الأسرة", en="Another family member")),
)
ACQUISITIONS: Choices = (
    ("purchase", Text(ar="شراء", en="Purchase")),
    ("gift", Text(ar="هبة", en="Gift")),
    ("inheritance", Text(ar="إرث", en="Inheritance")),
    ("grant", Text(ar="منحة", en="Grant")),
    ("other", Text(ar="طريقة أخرى", en="Another way")),
)
TENURES: Choices = (
    ("separate", Text(ar="ملكية مستقلة", en="Separate ownership")),
    ("common", Text(ar="ملكية مشتركة", en="Common ownership")),
)
EMPLOYMENTS: Choices = (
    ("government", Text(ar="موظف حكومي", en="Government employee")),
    ("private", Text(ar="موظف في القطاع الخاص", en="Private-sector employee")),
    ("military", Text(ar="عسكري", en="Military")),
    ("retired", Text(ar="متقاعد", en="Retired")),
    ("self_employed", Text(ar="صاحب عمل حر", en="Self-employed")),
    ("unemployed", Text(ar="لا يعمل", en="Not employed")),
)
RELATIONS: Choices = (
    ("spouse", Text(ar="زوج أو زوجة", en="Spouse")),
    ("child", Text(ar="ابن أو ابنة", en="Child")),
    ("parent", Text(ar="أحد الوالدين", en="Parent")),
    ("sibling", Text(ar="أخ أو أخت", en="Brother or sister")),
    ("grandparent", Text(ar="جد أو جدة", en="Grandparent")),
    ("grandchild", Text(ar="حفيد أو حفيدة", en="Grandchild")),
    ("other", Text(ar="صلة أخرى", en="Other relation")),
)
# What a relative is called where the register knows their sex.
RELATIVES: dict[tuple[str, str], Text] = {
    ("spouse", "male"): Text(ar="الزوج", en="Husband"),
    ("spouse", "female"): Text(ar="الزوجة", en="Wife"),
    ("child", "male"): Text(ar="ابن", en="Son"),
    ("child", "female"): Text(ar="ابنة", en="Daughter"),
    ("parent", "male"): Text(ar="الأب", en="Father"),
    ("parent", "female"): Text(ar="الأم", en="Mother"),
    ("sibling", "male"): Text(ar="أخ", en="Brother"),
    ("sibling", "female"): Text(ar="أخت", en="Sister"),
    ("grandparent", "male"): Text(ar="جد", en="Grandfather"),
    ("grandparent", "female"): Text(ar="جدة", en="Grandmother"),
    ("grandchild", "male"): Text(ar="حفيد", en="Grandson"),
    ("grandchild", "female"): Text(ar="حفيدة", en="Granddaughter"),
}
DISABILITIES: Choices = (
    ("physical", Text(ar="حركية", en="Physical")),
    ("visual", Text(ar="بصرية", en="Visual")),
    ("hearing", Text(ar="سمعية", en="Hearing")),
    ("intellectual", Text(ar="ذهنية", en="Intellectual")),
    ("autism", Text(ar="اضطراب طيف التوحد", en="Autism")),
    ("multiple", Text(ar="متعددة", en="Multiple")),
)
# What housing finance buys; Tumooh asks that the first was a flat (supplement 1.10 bis, S208).
FINANCED_HOMES: Choices = (
    ("flat", Text(ar="شقة", en="A flat")),
    ("house", Text(ar="بيت", en="A house")),
    ("land", Text(ar="أرض", en="Land")),
    ("land_and_building", Text(ar="أرض وبناء", en="Land, and building on it")),
)
GOVERNORATES: Choices = tuple(governorates.GOVERNORATES.items())


def options(choices: Choices) -> tuple[Option, ...]:
    """Offer a closed list in a question."""
    return tuple(Option(code, label) for code, label in choices)
