"""What every service of a municipality asks: the address, and the municipality where the block does not tell it."""

from iskan.core.conditions import when
from iskan.core.forms import AddressQuestion, ChoiceQuestion, Option, Question
from iskan.core.text import Text
from iskan.policy import departments
from iskan.policy.blocks import BLOCKS

MUNICIPALITY = "municipality"


def place(code: str, label: Text) -> tuple[Question, ...]:
    """Return the question about an address, and after it which municipality's it is where its block is not known."""
    return (
        AddressQuestion(code=code, label=label, blocks=BLOCKS),
        ChoiceQuestion(
            code=MUNICIPALITY,
            label=Text(ar="البلدية التي يقع العنوان في نطاقها", en="Municipality in whose area the address lies"),
            help=Text(
                ar="المجمع غير مدرج في سجل المجمعات، فيرجى اختيار البلدية.",
                en="The block is not in the register of blocks: please choose the municipality.",
            ),
            options=tuple(Option(office.code, office.name) for office in departments.MUNICIPALITIES.departments),
            shown_when=when(f"{code}.governorate", ""),
        ),
    )
