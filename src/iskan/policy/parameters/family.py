"""Which family categories the law knows and what each may be granted."""

from iskan.core.dated import Dated
from iskan.core.text import Text
from iskan.policy.instruments import HOUSING_SYSTEM, IN_2015, basis
from iskan.policy.parameters.figures import not_found, since

CATEGORIES_FOR_OWNERSHIP: Dated[str] = Dated(
    code="categories_for_ownership",
    label=Text(ar="الفئات التي تُمنح خدمات التمليك", en="Categories granted ownership services"),
    names=(
        ("1", Text(ar="الأولى", en="one")),
        ("2", Text(ar="الثانية", en="two")),
        ("3", Text(ar="الثالثة", en="three")),
        ("4", Text(ar="الرابعة", en="four")),
        ("5", Text(ar="الخامسة", en="five")),
    ),
    versions=(since(IN_2015, "1 2 3 4", basis(HOUSING_SYSTEM, "S23", "B", 4)),),
)

WIFE_OF_FOREIGNER_IN_CATEGORY_ONE: Dated[bool] = Dated(
    code="wife_of_foreigner_in_category_one",
    label=Text(
        ar="دخول البحرينية المتزوجة من غير بحريني في الفئة الأولى",
        en="Whether a Bahraini wife of a non-Bahraini falls in category one",
    ),
    versions=(
        not_found(
            IN_2015,
            basis(HOUSING_SYSTEM, "S23", "B", 4),
            Text(
                ar="تذكر المصادر دخولها في الفئة الثانية إن كان لها ابن قاصر بحريني، ولم يُطّلع على النص في غير ذلك",
                en="Sources place her in category two when she has a Bahraini minor child; the text for other cases was not seen",
            ),
        ),
    ),
)
