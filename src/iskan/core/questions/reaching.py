"""Ways a person is reached and paid: telephone, e-mail, bank account, address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from stdnum import iban
from stdnum.exceptions import ValidationError

from iskan.core.blocks import BlockRegister
from iskan.core.personal_data import DataKind
from iskan.core.questions.base import BadAnswer, Field, SingleQuestion, Written
from iskan.core.text import Text, joined, latin_digits, same

BAD_IBAN = Text(
    ar="رقم الحساب المصرفي الدولي غير صحيح. يبدأ بالحرفين BH ويتكون من 22 خانة كما هو مدوّن في كشف الحساب.",
    en="This account number (IBAN) is not right. It starts with BH and has 22 characters, as printed on your "
    "statement.",
)
BAD_PHONE = Text(
    ar="أدخل رقم هاتف بحريني من ثمانية أرقام، مثل 3600 1234.",
    en="Enter a Bahraini number of eight digits, such as 3600 1234.",
)
BAD_MOBILE = Text(ar="أدخل رقم هاتف نقال، مثل 3600 1234.", en="Enter a mobile number, such as 3600 1234.")
BAD_EMAIL = Text(
    ar="أدخل البريد الإلكتروني على هذه الصورة: name@example.com",
    en="Enter the e-mail address like this: name@example.com",
)
BAD_BLOCK = Text(ar="رقم المجمع بين 100 و1299.", en="A block number is between 100 and 1299.")
BAD_NUMBERED = Text(ar="أدخل رقمًا، مثل 1088.", en="Enter a number, such as 1088.")
BAD_FLAT = Text(
    ar="أدخل رقم الشقة أو الطابق، مثل 12 أو A12 أو GF.", en="Enter the flat or floor, such as 12, A12 or GF."
)

# What an address is told to lie in by its block; nobody types it.
GOVERNORATE_PART = "governorate"
BAHRAIN = 973
# As browsers read an e-mail field, and every mail server can carry; RFC 5321 gives the longest.
LONGEST_EMAIL = 254
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")
# An account number as it stands among what is copied with it: its name before it, marks around it, a currency after it.
_IBAN_AMONG = re.compile(r"[A-Z]{0,12}?(BH\d{2}[A-Z]{4}[0-9A-Z]{14})(?:BHD)?", re.ASCII)
_BLOCK = re.compile(r"(?:1[0-2]|[1-9])\d{2}", re.ASCII)
_NUMBERED = re.compile(r"\d{1,5}[A-Za-zء-ي]?(?:[/-][A-Za-zء-ي]?\d{0,4}[A-Za-zء-ي]?)?", re.ASCII)
_FLAT = re.compile(r"(?=.{1,12}$)[0-9A-Za-zء-ي]+(?:[ /-][0-9A-Za-zء-ي]+){0,2}", re.ASCII)
# What people write before a part, because their identity card does.
_NUMBER_SIGN = r"[\s.:]*(?:(?:no|nr|number|رقم)\b)?[\s.:#]*"
_LABELS = {
    "flat": re.compile(rf"(?:flat|apartment|apt|floor|شقة|شقه|الطابق|الدور)?{_NUMBER_SIGN}", re.IGNORECASE),
    "building": re.compile(rf"(?:building|bldg|house|villa|مبنى|منزل|بناية|فيلا)?{_NUMBER_SIGN}", re.IGNORECASE),
    "road": re.compile(rf"(?:road|rd|avenue|street|طريق|شارع)?{_NUMBER_SIGN}", re.IGNORECASE),
    "block": re.compile(rf"(?:block|blk|مجمع)?{_NUMBER_SIGN}", re.IGNORECASE),
}
_ADDRESS_WORDS = {
    "flat": Text(ar="شقة {part}", en="Flat {part}"),
    "building": Text(ar="مبنى {part}", en="Building {part}"),
    "road": Text(ar="طريق {part}", en="Road {part}"),
    "block": Text(ar="مجمع {part}", en="Block {part}"),
}


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank by the four letters its account numbers carry."""

    letters: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IbanQuestion(SingleQuestion):
    """A Bahraini account number: BH, 22 characters, checked modulo 97; ``banks`` are those that can be named."""

    kind: ClassVar[str] = "iban"
    holds: ClassVar[DataKind] = DataKind.MONEY
    written: ClassVar[Written] = Written.CODE

    banks: tuple[Bank, ...] = ()

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        words = latin_digits(given.words())
        if not words:
            return None
        found = _IBAN_AMONG.fullmatch(re.sub(r"[^0-9A-Z]", "", words.upper(), flags=re.ASCII))
        if found is None:
            raise BadAnswer(BAD_IBAN)
        try:
            number: str = iban.validate(found.group(1))
        except ValidationError as fault:
            raise BadAnswer(BAD_IBAN) from fault
        return number

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^BH[0-9A-Z]{20}$"}

    def show(self, answer: str) -> Text:
        number = same(" ".join(answer[index : index + 4] for index in range(0, len(answer), 4)))
        bank = next((bank.name for bank in self.banks if bank.letters == answer[4:8]), None)
        return joined([number, bank]) if bank else number


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneQuestion(SingleQuestion):
    """A telephone number, kept in E.164; ``mobile`` accepts only those that receive text messages."""

    kind: ClassVar[str] = "phone"
    holds: ClassVar[DataKind] = DataKind.CONTACT
    written: ClassVar[Written] = Written.CODE

    mobile: bool = True

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        words = latin_digits(given.words())
        if not words:
            return None
        import phonenumbers  # noqa: PLC0415 -- a large library; commands that compute read no number

        try:
            number = phonenumbers.parse(words, "BH")
        except phonenumbers.NumberParseException as fault:
            raise BadAnswer(BAD_PHONE) from fault
        if number.country_code != BAHRAIN or not phonenumbers.is_valid_number(number):
            raise BadAnswer(BAD_PHONE)
        kinds = phonenumbers.PhoneNumberType
        receives = {kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE}
        if self.mobile and phonenumbers.number_type(number) not in receives:
            raise BadAnswer(BAD_MOBILE)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^(\+{BAHRAIN})?[0-9]{{8}}$"}

    def show(self, answer: str) -> Text:
        import phonenumbers  # noqa: PLC0415 -- as above

        parsed = phonenumbers.parse(answer, "BH")
        return same(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))

    def words(self, name: str, answer: str) -> dict[str, list[str]]:
        return {name: [answer.removeprefix(f"+{BAHRAIN}")]}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailQuestion(SingleQuestion):
    """An e-mail address."""

    kind: ClassVar[str] = "email"
    holds: ClassVar[DataKind] = DataKind.CONTACT
    written: ClassVar[Written] = Written.CODE

    def read(self, given: Field, today: date) -> str | None:  # noqa: ARG002 -- read like every other kind
        words = given.words()
        if words and (len(words) > LONGEST_EMAIL or not _EMAIL.fullmatch(words)):
            raise BadAnswer(BAD_EMAIL)
        return words or None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": LONGEST_EMAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressQuestion(SingleQuestion):
    """A Bahraini address: flat, building, road, block (100–1299).

    Where it has a register of ``blocks`` the answer holds the governorate's code too: empty where the block is unknown.
    """

    kind: ClassVar[str] = "address"
    holds: ClassVar[DataKind] = DataKind.CONTACT
    parts: ClassVar[tuple[str, ...]] = tuple(_ADDRESS_WORDS)

    blocks: BlockRegister | None = None

    def read(self, given: Field, today: date) -> dict[str, str] | None:  # noqa: ARG002 -- read like every other kind
        parts = {part: _bare(part, latin_digits(given.words(part))) for part in self.parts}
        if not any(parts.values()):
            return None
        for part in ("building", "road"):
            if not _NUMBERED.fullmatch(parts[part]):
                raise BadAnswer(BAD_NUMBERED, part)
        if parts["flat"] and not _FLAT.fullmatch(parts["flat"]):
            raise BadAnswer(BAD_FLAT, "flat")
        parts["block"] = parts["block"].lstrip("0")
        if not _BLOCK.fullmatch(parts["block"]):
            raise BadAnswer(BAD_BLOCK, "block")
        return parts | ({GOVERNORATE_PART: self.blocks.governorate(parts["block"])} if self.blocks else {})

    def schema(self) -> dict[str, Any]:
        parts = {part: {"type": "string"} for part in self.parts}
        return {"type": "object", "properties": parts, "required": ["building", "road", "block"]}

    def fits(self, sent: Any) -> bool:
        parts = isinstance(sent, dict) and sent.keys() <= {*self.parts, GOVERNORATE_PART}
        return parts and all(isinstance(words, str) for words in sent.values())

    def show(self, answer: Mapping[str, str]) -> Text:
        return joined([words.format(part=answer[part]) for part, words in _ADDRESS_WORDS.items() if answer.get(part)])

    def words(self, name: str, answer: Mapping[str, str]) -> dict[str, list[str]]:
        return {f"{name}-{part}": [answer.get(part, "")] for part in self.parts}


def _bare(part: str, words: str) -> str:
    """Return a part of an address without what people write before it, and its letter beside its number."""
    bare = words[found.end() :] if (found := _LABELS[part].match(words)) else words
    if part == "flat":
        return bare
    return re.sub(r"(?<=\d)\s*([/-])\s*(?=[\dA-Za-zء-ي])|(?<=\d)\s+(?=[A-Za-zء-ي]$)", r"\1", bare)
