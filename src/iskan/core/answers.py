"""What people type, read into answers fit for JSON: one reader a kind of question, faults in both languages."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import phonenumbers
from stdnum import iban
from stdnum.exceptions import ValidationError

from iskan.core import forms
from iskan.core.conditions import holds
from iskan.core.money import Money, NotAnAmount
from iskan.core.text import Text, has_control_characters, latin_digits, tidy

Posted = Mapping[str, Sequence[str]]
Answers = dict[str, Any]

ADDRESS_PARTS = ("flat", "building", "road", "block")
LONGEST_INPUT = 10_000
_BLOCK = re.compile(r"(?:1[0-2]|[1-9])\d{2}", re.ASCII)
_NUMBERED = re.compile(r"\d{1,5}[A-Za-zء-ي]?", re.ASCII)
_DAY_OR_MONTH = re.compile(r"\d{1,2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
# As browsers read an e-mail field, and every mail server can carry.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")
_SCRIPTS = {
    "ar": re.compile(r"[ء-ي\u064b-\u0652\u0670\u0671ـ\s.'-]*"),
    "en": re.compile(r"[A-Za-zÀ-ž\s.'-]*"),
}


class BadAnswer(ValueError):
    """The words do not answer the question; the text says why and what would."""

    def __init__(self, text: Text, part: str = "") -> None:
        super().__init__(text.en)
        self.text = text
        self.part = part


@dataclass(slots=True)
class Reading:
    """What a posted page yielded: answers that hold, and faults by the name of the field at fault."""

    answers: Answers = field(default_factory=dict)
    faults: dict[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a posted page: its name and the words in it. Parts of a field are posted as ``name-part``."""

    posted: Posted
    name: str

    def words(self, part: str = "") -> str:
        """Return the field's words, tidied; refuse what no keyboard types and what no question needs."""
        typed = (self.posted.get(f"{self.name}-{part}" if part else self.name) or ("",))[-1]
        if has_control_characters(typed):
            raise BadAnswer(CONTROL_CHARACTERS)
        if len(typed) > LONGEST_INPUT:
            raise BadAnswer(TOO_LONG.format(limit=f"{LONGEST_INPUT:,}"))
        return tidy(typed)

    def several(self) -> list[str]:
        return [tidy(value) for value in self.posted.get(self.name, ())]


REQUIRED = Text(ar="أجب عن هذا السؤال", en="Answer this question")
CONTROL_CHARACTERS = Text(
    ar="في النص رموز خفية لا تُقبل. احذف النص واكتبه من جديد",
    en="The text holds hidden characters. Delete it and type it again",
)
TOO_LONG = Text(
    ar="النص أطول من المسموح به ({limit} حرفًا)", en="The text is longer than the {limit} characters allowed"
)
BAD_SCRIPT = {
    "ar": Text(ar="اكتب بالحروف العربية", en="Write in Arabic letters"),
    "en": Text(ar="اكتب بالحروف اللاتينية", en="Write in Latin letters"),
}
BAD_CPR = Text(ar="الرقم الشخصي تسعة أرقام، مثل 900101001", en="A personal number has nine digits, such as 900101001")
BAD_IBAN = Text(
    ar="رقم الحساب الدولي غير صحيح. يبدأ بالحرفين BH ويتكوّن من 22 خانة كما هو مدوّن في كشف الحساب",
    en="This account number (IBAN) is not right. It starts with BH and has 22 characters, as printed on your statement",
)
BAD_PHONE = Text(
    ar="اكتب رقم هاتف بحريني من ثمانية أرقام، مثل 3600 1234",
    en="Write a Bahraini number of eight digits, such as 3600 1234",
)
BAD_MOBILE = Text(ar="اكتب رقم هاتف نقّال، مثل 3600 1234", en="Write a mobile number, such as 3600 1234")
BAD_EMAIL = Text(
    ar="اكتب البريد الإلكتروني على هذه الصورة: name@example.com",
    en="Write the e-mail address like this: name@example.com",
)
BAD_BLOCK = Text(ar="رقم المجمع بين 100 و1299", en="A block number is between 100 and 1299")
BAD_NUMBERED = Text(ar="اكتب رقمًا، مثل 1088", en="Write a number, such as 1088")
BAD_DATE = Text(
    ar="اكتب تاريخًا صحيحًا: اليوم والشهر والسنة، مثل 27 3 1990",
    en="Write a real date: day, month and year, such as 27 3 1990",
)
TOO_EARLY = Text(ar="يجب ألا يسبق التاريخ {limit}", en="The date must not be before {limit}")
TOO_LATE = Text(ar="يجب ألا يتجاوز التاريخ {limit}", en="The date must not be after {limit}")
BAD_MONEY = Text(ar="اكتب مبلغًا بالدينار، مثل 900 أو 850.500", en="Write an amount in dinars, such as 900 or 850.500")
BAD_NUMBER = Text(ar="اكتب عددًا صحيحًا", en="Write a whole number")
OUT_OF_RANGE = Text(ar="يجب أن تكون القيمة بين {low} و{high}", en="The value must be between {low} and {high}")
NOT_OFFERED = Text(ar="اختر من القائمة", en="Choose from the list")
TOO_FEW = Text(ar="أضف {count} على الأقل", en="Add at least {count}")
TOO_MANY = Text(ar="لا يُقبل أكثر من {count}", en="No more than {count} are accepted")


def read_step(step: forms.Step, posted: Posted, context: Mapping[str, object], today: date) -> Reading:
    """Read a posted step. Questions whose condition fails in the light of the answers before them are dropped."""
    return read_questions(step.questions, posted, context, today)


def read_questions(
    questions: Sequence[forms.Question],
    posted: Posted,
    context: Mapping[str, object],
    today: date,
    *,
    prefix: str = "",
) -> Reading:
    """Read questions in their order, as `read_step` does."""
    reading = Reading()
    known = dict(context)
    for question in questions:
        if not holds(question.shown_when, known):
            continue
        name = f"{prefix}{question.code}"
        if isinstance(question, forms.GroupQuestion):
            _read_group(question, posted, known, today, reading)
        else:
            _read_one(question, Field(posted, name), today, reading)
        known[question.code] = reading.answers.get(question.code)
    return reading


def _read_one(question: forms.Question, given: Field, today: date, reading: Reading) -> None:
    try:
        answer = _READERS[type(question)](question, given, today)
    except BadAnswer as fault:
        name = f"{given.name}-{fault.part}" if fault.part else given.name
        reading.faults[name] = fault.text
        return
    if answer is None and question.required:
        reading.faults[given.name] = REQUIRED
    else:
        reading.answers[question.code] = answer


def group_rows(question: forms.GroupQuestion, posted: Posted) -> list[int]:
    """Return the row numbers a posted page holds for a repeated group, in order."""
    pattern = re.compile(rf"{re.escape(question.code)}-(\d{{1,3}})-")
    return sorted({int(match[1]) for name in posted if (match := pattern.match(name))})


def _read_group(
    question: forms.GroupQuestion,
    posted: Posted,
    context: Mapping[str, object],
    today: date,
    reading: Reading,
) -> None:
    rows: list[Answers] = []
    for row in group_rows(question, posted):
        item = read_questions(question.questions, posted, context, today, prefix=f"{question.code}-{row}-")
        rows.append(item.answers)
        reading.faults.update(item.faults)
    if len(rows) < question.minimum:
        reading.faults[question.code] = TOO_FEW.format(count=str(question.minimum))
    elif len(rows) > question.maximum:
        reading.faults[question.code] = TOO_MANY.format(count=str(question.maximum))
    reading.answers[question.code] = rows


def _read_text(question: forms.TextQuestion, given: Field, _today: date) -> str | None:
    words = given.words()
    if len(words) > question.max_length:
        raise BadAnswer(TOO_LONG.format(limit=f"{question.max_length:,}"))
    if question.script and not _SCRIPTS[question.script].fullmatch(words):
        raise BadAnswer(BAD_SCRIPT[question.script])
    return words or None


def _read_cpr(_question: forms.CprQuestion, given: Field, _today: date) -> str | None:
    digits = re.sub(r"[\s-]", "", latin_digits(given.words()))
    if digits and not re.fullmatch(r"\d{9}", digits, re.ASCII):
        raise BadAnswer(BAD_CPR)
    return digits or None


def _read_iban(_question: forms.IbanQuestion, given: Field, _today: date) -> str | None:
    words = latin_digits(given.words())
    if not words:
        return None
    try:
        number: str = iban.validate(words)
    except ValidationError as fault:
        raise BadAnswer(BAD_IBAN) from fault
    if not number.startswith("BH"):
        raise BadAnswer(BAD_IBAN)
    return number


def _read_phone(question: forms.PhoneQuestion, given: Field, _today: date) -> str | None:
    words = latin_digits(given.words())
    if not words:
        return None
    try:
        number = phonenumbers.parse(words, "BH")
    except phonenumbers.NumberParseException as fault:
        raise BadAnswer(BAD_PHONE) from fault
    if number.country_code != 973 or not phonenumbers.is_valid_number(number):  # noqa: PLR2004 -- Bahrain's code
        raise BadAnswer(BAD_PHONE)
    if question.mobile and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE:
        raise BadAnswer(BAD_MOBILE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _read_email(_question: forms.EmailQuestion, given: Field, _today: date) -> str | None:
    words = given.words()
    if words and (len(words) > 254 or not _EMAIL.fullmatch(words)):  # noqa: PLR2004 -- RFC 5321's longest path
        raise BadAnswer(BAD_EMAIL)
    return words or None


def _read_address(_question: forms.AddressQuestion, given: Field, _today: date) -> dict[str, str] | None:
    parts = {part: latin_digits(given.words(part)) for part in ADDRESS_PARTS}
    if not any(parts.values()):
        return None
    for part in ("building", "road"):
        if not _NUMBERED.fullmatch(parts[part]):
            raise BadAnswer(BAD_NUMBERED, part)
    if parts["flat"] and not _NUMBERED.fullmatch(parts["flat"]):
        raise BadAnswer(BAD_NUMBERED, "flat")
    if not _BLOCK.fullmatch(parts["block"]):
        raise BadAnswer(BAD_BLOCK, "block")
    return parts


def _read_date(question: forms.DateQuestion, given: Field, today: date) -> str | None:
    parts = [latin_digits(given.words(part)) for part in ("day", "month", "year")]
    if not any(parts):
        return None
    day = _day(*parts)
    earliest = max(filter(None, (question.earliest, today if question.not_before_today else None)), default=None)
    latest = min(filter(None, (question.latest, today if question.not_after_today else None)), default=None)
    if earliest and day < earliest:
        raise BadAnswer(TOO_EARLY.format(limit=f"{earliest:%d/%m/%Y}"))
    if latest and day > latest:
        raise BadAnswer(TOO_LATE.format(limit=f"{latest:%d/%m/%Y}"))
    return day.isoformat()


def _day(day: str, month: str, year: str) -> date:
    if not (_DAY_OR_MONTH.fullmatch(day) and _DAY_OR_MONTH.fullmatch(month) and _YEAR.fullmatch(year)):
        raise BadAnswer(BAD_DATE)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as fault:
        raise BadAnswer(BAD_DATE) from fault


def _read_money(question: forms.MoneyQuestion, given: Field, _today: date) -> int | None:
    words = given.words()
    if not words:
        return None
    try:
        amount = Money.bhd(words)
    except NotAnAmount as fault:
        raise BadAnswer(BAD_MONEY) from fault
    if not question.minimum_fils <= amount.fils <= question.maximum_fils:
        low, high = Money(question.minimum_fils), Money(question.maximum_fils)
        raise BadAnswer(OUT_OF_RANGE.format(low=str(low), high=str(high)))
    return amount.fils


def _read_number(question: forms.NumberQuestion, given: Field, _today: date) -> int | None:
    words = latin_digits(given.words())
    if not words:
        return None
    if not re.fullmatch(r"-?\d{1,9}", words, re.ASCII):
        raise BadAnswer(BAD_NUMBER)
    if not question.minimum <= int(words) <= question.maximum:
        raise BadAnswer(OUT_OF_RANGE.format(low=f"{question.minimum:,}", high=f"{question.maximum:,}"))
    return int(words)


def _read_yes_no(_question: forms.YesNoQuestion, given: Field, _today: date) -> bool | None:
    words = given.words()
    if words not in {"", "yes", "no"}:
        raise BadAnswer(NOT_OFFERED)
    return {"": None, "yes": True, "no": False}[words]


def _read_choice(question: forms.ChoiceQuestion, given: Field, _today: date) -> str | None:
    words = given.words()
    if words and words not in {option.code for option in question.options}:
        raise BadAnswer(NOT_OFFERED)
    return words or None


def _read_choices(question: forms.ChoicesQuestion, given: Field, _today: date) -> list[str] | None:
    chosen = [code for code in given.several() if code]
    if not set(chosen) <= {option.code for option in question.options}:
        raise BadAnswer(NOT_OFFERED)
    return sorted(set(chosen), key=chosen.index) or None


_READERS: dict[type[forms.Question], Callable[[Any, Field, date], Any]] = {
    forms.TextQuestion: _read_text,
    forms.CprQuestion: _read_cpr,
    forms.IbanQuestion: _read_iban,
    forms.PhoneQuestion: _read_phone,
    forms.EmailQuestion: _read_email,
    forms.AddressQuestion: _read_address,
    forms.DateQuestion: _read_date,
    forms.MoneyQuestion: _read_money,
    forms.NumberQuestion: _read_number,
    forms.YesNoQuestion: _read_yes_no,
    forms.ChoiceQuestion: _read_choice,
    forms.ChoicesQuestion: _read_choices,
}


def read_day(posted: Posted, name: str) -> date | None:
    """Return the day posted in the three parts of a date field; nothing where all are empty.

    Raises:
        BadAnswer: the parts make no date.
    """
    field = Field(posted, name)
    parts = [latin_digits(field.words(part)) for part in ("day", "month", "year")]
    return _day(*parts) if any(parts) else None
