"""What a message looks like on each way out, in the person's language; an SMS says its subject and where to read on."""

from collections.abc import Sequence
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from iskan.apps.accounts.models import User
from iskan.apps.accounts.passwords import password_path
from iskan.apps.notifications.models import Message
from iskan.core.counted import HOUR, counted
from iskan.core.text import Text
from iskan.core.text_messages import fits_in_one
from iskan.foundation.language import speaking
from iskan.policy import messages as words

LEFT_TO_RIGHT_MARK = "\u200e"


def email_for(message: Message, user: User) -> EmailMultiAlternatives:
    """Return the letter. Its Message-ID is the message's own, so that a second copy shows as the same letter."""
    language = user.language
    letter = EmailMultiAlternatives(
        subject=_marked(subject_of(message).in_(language), message),
        body=_plain(message, language),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[user.email],
        headers=_headers(message, language),
    )
    letter.attach_alternative(_rich(message, language), "text/html")
    return letter


def sms_for(message: Message, user: User) -> str:
    """Return one segment: what happened, and the address of the case; no name, number or reason.

    A subject that leaves no room for the address is told by its first part, or else as a message that waits.
    """
    subject = _without_reference(subject_of(message).in_(user.language), message.case_reference)
    address = _short_address(message, user.language)
    said = (subject, subject.partition(":")[0], words.SMS.in_(user.language))
    return next((text for text in (f"{each} {address}" for each in said) if fits_in_one(text)), address)


def password_letter(user: User) -> EmailMessage:
    """Return the mail that leads an official to choosing their password. It goes to their own address alone."""
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    with speaking("en" if user.language == "en" else "ar"):
        address = f"{settings.SITE_URL}{password_path(user)}"
    body = words.CHOOSE_PASSWORD_BODY.format(hours=counted(hours, HOUR), address=address)
    return _official_letter(user, user.email, words.CHOOSE_PASSWORD, body)


def old_address_letter(user: User, address: str) -> EmailMessage:
    """Return the mail to the address an official was reached at before. It names no new address."""
    name = user.name_en if user.language == "en" else user.name_ar
    told = words.OLD_ADDRESS_BODY.format(name=name or user.username, username=user.username)
    return _official_letter(user, address, words.OLD_ADDRESS, told)


def inbox_letter(user: User, kinds: Sequence[tuple[Text, int]]) -> EmailMessage:
    """Return the mail that tells an official how much of each kind waits for them, and of whom nothing."""
    address = f"{_address(user.language)}staff/inbox/"
    told = [Text(ar=f"{name.ar}: {count:,}", en=f"{name.en}: {count:,}") for name, count in kinds]
    lines = Text(ar="\n".join(one.ar for one in told), en="\n".join(one.en for one in told))
    total = f"{sum(count for _name, count in kinds):,}"
    body = words.INBOX_WAITS_BODY.format(kinds=lines, address=address)
    return _official_letter(user, user.email, words.INBOX_WAITS.format(count=total), body)


def _official_letter(user: User, address: str, subject: Text, body: Text) -> EmailMessage:
    return EmailMessage(
        subject=subject.in_(user.language),
        body="\n\n".join([words.MINISTRY.in_(user.language), body.in_(user.language)]) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": user.language},
    )


def subject_of(message: Message) -> Text:
    """Return a message's subject in both languages."""
    return Text(ar=message.subject_ar, en=message.subject_en)


def body_of(message: Message) -> Text:
    """Return a message's words in both languages."""
    return Text(ar=message.body_ar, en=message.body_en)


def _plain(message: Message, language: str) -> str:
    parts = [words.MINISTRY.in_(language), _marked(body_of(message).in_(language), message)]
    if message.case_reference:
        parts.append(f"{words.CASE_NUMBER.in_(language)}: {_marked(message.case_reference, message)}")
    parts += [f"{words.OPEN.in_(language)}:\n{_address(language)}", f"-- \n{words.FOOTER.in_(language)}"]
    return "\n\n".join(parts) + "\n"


def _rich(message: Message, language: str) -> str:
    body = body_of(message).in_(language)
    context = {
        "language": language,
        "direction": "ltr" if language == "en" else "rtl",
        "ministry": words.MINISTRY.in_(language),
        "subject": _isolated(subject_of(message).in_(language), message),
        "paragraphs": [_isolated(p, message) for p in body.split("\n") if p.strip()],
        "case_number": words.CASE_NUMBER.in_(language),
        "reference": message.case_reference,
        "address": _address(language),
        "open": words.OPEN.in_(language),
        "footer": words.FOOTER.in_(language),
    }
    return render_to_string("notifications/message.html", context)


def _headers(message: Message, language: str) -> dict[str, str]:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {
        "Message-ID": f"<message-{message.pk}@{host}>",
        "Date": format_datetime(localtime(message.created_at)),
        "List-Id": f"<messages.{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
    if message.case_reference:
        headers["References"] = f"<case-{message.case_reference}@{host}>"
    return headers


def _address(language: str) -> str:
    return f"{settings.SITE_URL}/en/" if language == "en" else f"{settings.SITE_URL}/"


def _short_address(message: Message, language: str) -> str:
    """Return the address of the case, or of the messages, as short as a telephone still takes for one."""
    path = f"c/{message.case_reference}" if message.case_reference else "messages/"
    return f"{_address(language)}{path}".removeprefix("https://")


def _without_reference(subject: str, reference: str) -> str:
    """Return a subject without the reference its address ends with."""
    return " ".join(subject.replace(reference, " ").split()).rstrip(" :") if reference else subject


def _marked(prose: str, message: Message) -> str:
    """Keep the reference's own order of letters inside Arabic plain text."""
    reference = message.case_reference
    marked = f"{LEFT_TO_RIGHT_MARK}{reference}{LEFT_TO_RIGHT_MARK}"
    return prose.replace(reference, marked) if reference else prose


def _isolated(prose: str, message: Message) -> SafeString:
    """Keep the reference's own order of letters inside HTML."""
    reference = message.case_reference
    parts = prose.split(reference) if reference else [prose]
    return format_html_join(format_html("<bdi>{}</bdi>", reference), "{}", ((part,) for part in parts))
