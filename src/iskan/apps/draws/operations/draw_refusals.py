"""Why a step of a draw was not taken, each by its name and with its sentence."""

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus

from django.utils.timezone import localtime

from iskan.core.counted import HOUR, counted
from iskan.core.days import day_text
from iskan.core.refusal import Refusal
from iskan.core.text import Text, listed
from iskan.policy.draw_parties import PARTIES

ANNOUNCED_BY_ANOTHER = Text(
    ar="يعلن السحب موظف غير الذي ثبّت قوائمه.", en="A draw is announced by another official than froze its lists."
)


REASON_IS_PUBLISHED = Text(ar="أدخل سبب الإلغاء؛ سيُنشر كما هو.", en="Give the reason; it is published as it stands.")


class DrawRefused(Refusal):
    """A step of a draw cannot be taken now, or not so."""

    text = Text(ar="لا يمكن تنفيذ هذه الخطوة الآن.", en="This step cannot be taken now.")
    status = HTTPStatus.CONFLICT


class NotOfThisParty(DrawRefused):
    """The viewer speaks for no party of this draw."""

    text = Text(
        ar="لا يقدّم تعهد الطرف ورقمه السري إلا من يمثله.",
        en="A party's commitment and secret come from its own member alone.",
    )
    status = HTTPStatus.FORBIDDEN


class AlreadyAMember(DrawRefused):
    """Somebody would speak for two parties."""

    text = Text(ar="يمثل هذا الموظف طرفًا من الأطراف بالفعل.", en="This official already speaks for a party.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class TooSoon(DrawRefused):
    """The draw's hour is nearer than the notice owed to the public."""

    def __init__(self, hours: int, draws_at: datetime) -> None:
        notice, hour = counted(hours, HOUR, oblique=True), localtime(draws_at)
        day = day_text(hour.date())
        super().__init__(
            Text(
                ar=f"يُعلن السحب قبل موعده بمدة لا تقل عن {notice.ar}، وموعده {day.ar} الساعة {hour:%H:%M} بتوقيت "
                "البحرين. يلزم تثبيت القوائم لموعد لاحق.",
                en=f"A draw is announced at least {notice.en} ahead, and this one is due on {day.en} at {hour:%H:%M}, "
                "Bahrain time. Freeze its lists for a later hour.",
            )
        )


class CommitmentsMissing(DrawRefused):
    """A party has not committed itself yet."""

    def __init__(self, parties: Iterable[str]) -> None:
        named = listed(PARTIES[party] for party in parties)
        super().__init__(Text(ar=f"لم يقدّم تعهده بعد: {named.ar}", en=f"Not committed yet: {named.en}"))


class AlreadyCommitted(DrawRefused):
    """A commitment binds: it is made once."""

    text = Text(
        ar="قُدّم تعهد هذا الطرف، ولا يمكن تغييره.", en="This party has committed itself; that cannot be changed."
    )


class CommitmentCopied(DrawRefused):
    """The hash was published before, so its secret is not the party's own."""

    text = Text(
        ar="نُشر هذا التعهد من قبل. يلزم كل طرف رقم سري جديد خاص به.",
        en="This commitment was published before: each party chooses a new secret of its own.",
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class ListsOutdated(DrawRefused):
    """Since the lists were handed in, an application was refused or a home given elsewhere."""

    text = Text(
        ar="تغيّرت حال معاملات أو وحدات في القوائم بعد تقديمها. يلزم تقديم قوائم جديدة.",
        en="Applications or homes on the lists have changed since they were handed in. Hand in new lists.",
    )


class HourHasCome(DrawRefused):
    """From its hour on a draw is held, not called off."""

    text = Text(
        ar="حانت ساعة السحب، فلا يُلغى بعدها: يُجرى تلقائيًا بما كُشف من الأرقام السرية.",
        en="The draw's hour has come: it can no longer be called off, and is held by itself with the secrets revealed.",
    )


class ConductsDraws(DrawRefused):
    """Whoever holds draws speaks for no party."""

    text = Text(
        ar="لا يمثل طرفًا في السحوبات من يُجريها أو يدير الحسابات.",
        en="Nobody who holds draws or keeps accounts speaks for a party of them.",
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class AlreadyRevealed(DrawRefused):
    """The party's secret is known and counts."""

    text = Text(
        ar="كُشف الرقم السري لهذا الطرف وهو مطابق لتعهده.", en="This party's secret is revealed and matches already."
    )


class NotAHash(DrawRefused):
    """The words are not 32 bytes in hexadecimal."""

    text = Text(
        ar="أدخل 64 خانة من الأرقام 0-9 والحروف a-f.", en="Enter 64 characters, each a digit 0-9 or a letter a-f."
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class RevealMismatch(DrawRefused):
    """The secret is not what the party committed itself to; it is recorded."""

    text = Text(
        ar="الرقم السري لا يطابق التعهد. سُجّلت المحاولة، ويُستبعد الطرف بالاسم ما لم يُكشف الرقم السري الصحيح قبل الموعد.",
        en="The secret does not match the commitment. The attempt is on record; without the right secret in time the "
        "party is left out by name.",
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class RevealLate(DrawRefused):
    """The secret came after the time; it is recorded and does not count."""

    text = Text(
        ar="ورد الرقم السري بعد الموعد: سُجّل ولا يدخل في السحب.",
        en="The secret came too late: it is recorded, and does not count.",
    )


class MovedOn(DrawRefused):
    """The draw is no longer, or not yet, where this step belongs."""

    text = Text(
        ar="السحب في مرحلة لا تسمح بهذه الخطوة. ترجى مراجعة حالته الحالية.",
        en="The draw is at a stage that does not allow this step. See where it stands now.",
    )


class NotYet(DrawRefused):
    """The announced hour has not come."""

    text = Text(ar="لم تحن ساعة السحب المعلنة بعد.", en="The announced hour has not come yet.")


class BeaconMissing(DrawRefused):
    """The beacon's round is not here yet."""

    text = Text(ar="لم يُجلب بعد الإصدار المعلن من المصدر العلني.", en="The announced beacon round is not here yet.")


class WrongBeaconRound(DrawRefused):
    """The round is not the announced one."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, given: int, announced: int) -> None:
        super().__init__(
            Text(
                ar=f"الإصدار رقم {given} ليس الإصدار المعلن رقم {announced}.",
                en=f"Beacon round {given} is not the announced round {announced}",
            )
        )


class DrawInProgress(DrawRefused):
    """Somebody else is running, or changing, the draw at this moment."""

    text = Text(
        ar="يُجري موظف آخر هذا السحب في هذه اللحظة. لا يُجرى السحب إلا مرة واحدة.",
        en="Another official is running this draw at this moment. A draw is run once.",
    )


class AlreadyDrawn(DrawRefused):
    """There is no redraw."""

    text = Text(ar="أُجري هذا السحب، ولا يُعاد.", en="This draw has been held; there is no redraw.")


class ListAltered(DrawRefused):
    """The stored lists no longer hash to what was announced."""

    text = Text(
        ar="القوائم المحفوظة لا تطابق البصمة المعلنة. لم يُجرَ السحب.",
        en="The stored lists do not match the announced hash. The draw was not run.",
    )


class ResultAltered(DrawRefused):
    """What the database holds is not what was drawn."""

    text = Text(
        ar="النتيجة المحفوظة لا تطابق ما أسفر عنه السحب. لم يُحفظ شيء.",
        en="The stored result is not what was drawn. Nothing was kept.",
    )


class UnknownCandidate(DrawRefused):
    """A candidate is no case."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, references: Iterable[object]) -> None:
        named = listed(str(reference) for reference in references)
        super().__init__(Text(ar=f"لا توجد معاملة بهذا الرقم: {named.ar}", en=f"No case has this number: {named.en}"))


class CandidateTwice(DrawRefused):
    """A household would take part twice."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, references: Iterable[str]) -> None:
        named = listed(references)
        super().__init__(Text(ar=f"مشارك مكرر: {named.ar}", en=f"A candidate appears twice: {named.en}"))


class NoPartyOfDraws(DrawRefused):
    """Only whose role it is speaks for a party; that role goes with none that conducts draws or names parties."""

    text = Text(
        ar="لا يمثل طرفًا في السحوبات إلا من مُنح صلاحية «طرف في السحوبات».",
        en="Only an official with the role of a party of the draws speaks for one.",
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    field = "official"
