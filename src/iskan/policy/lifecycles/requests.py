"""How a request to the applicant ends besides by their own answer: no request leads into silence."""

from dataclasses import replace

from iskan.core.lifecycle import Act, Lifecycle, Party, Transition
from iskan.core.text import Text
from iskan.policy.lifecycles import notices


def ways_on(answer: Transition, by: tuple[Party, ...]) -> tuple[Transition, ...]:
    """Return what officials may do where an applicant's answer is awaited: each leads where the answer leads."""
    way = replace(answer, by=by, asks=(), effects=(), needs=(), asks_reason=True)
    return (
        replace(
            way,
            code="recall_request",
            label=Text(ar="العدول عن طلب الاستكمال", en="Recall the request"),
            act=Act.RECALL,
            notice=notices.RECALLED,
        ),
        replace(
            way,
            code="take_answer",
            label=Text(ar="تسجيل رد مقدم الطلب بالهاتف أو في الفرع", en="Enter the applicant's answer"),
            act=Act.TAKE_ANSWER,
            notice=notices.TAKEN,
        ),
        replace(
            way,
            code="go_on_unanswered",
            label=Text(ar="النظر في الطلب بما فيه دون رد", en="Go on with the file as it stands"),
            act=Act.GO_ON,
            notice=notices.UNANSWERED,
        ),
    )


def with_ways_on(lifecycle: Lifecycle) -> Lifecycle:
    """Return a lifecycle, however long ago it was declared, with the ways on from each answer it awaits."""
    added = [
        way
        for answer in lifecycle.transitions
        if answer.act is Act.ANSWER
        for way in ways_on(answer, _askers(lifecycle, answer))
        if not any(one.act is way.act and set(one.sources) & set(answer.sources) for one in lifecycle.transitions)
    ]
    return replace(lifecycle, transitions=(*lifecycle.transitions, *added)) if added else lifecycle


def _askers(lifecycle: Lifecycle, answer: Transition) -> tuple[Party, ...]:
    asking = (one for one in lifecycle.transitions if one.act is Act.REQUEST and one.target in answer.sources)
    return tuple(dict.fromkeys(party for one in asking for party in one.by))
