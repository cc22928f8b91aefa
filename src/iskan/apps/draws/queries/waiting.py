"""What draws wait for: their announcement by a second official, a party's commitment, a party's reveal."""

from datetime import datetime

from iskan.apps.draws.enums import RevealVerdict
from iskan.apps.draws.rules import can_conduct_draws
from iskan.core.text import Text
from iskan.foundation.scope import Role, Scope
from iskan.foundation.waiting import WaitingPart, WaitingRows, exposed

ANNOUNCE, COMMIT, REVEAL = "announce", "commit", "reveal"
_STANDING = """
FROM draws_draw d LEFT JOIN draws_drawannouncement announced ON announced.draw_id = d.id
WHERE NOT EXISTS (SELECT FROM draws_drawoutcome o WHERE o.draw_id = d.id)
  AND NOT EXISTS (SELECT FROM draws_drawcancellation x WHERE x.draw_id = d.id)
"""
_COMMITTED = "(SELECT FROM draws_drawcommitment m WHERE m.draw_id = d.id AND m.party = {party})"
_TO_ANNOUNCE = f"""
SELECT d.reference AS key, '' AS reference, NULL::bigint AS person_id, 'announce' AS what, d.frozen_at AS since,
    '' AS on_whom
{_STANDING} AND announced.id IS NULL AND d.frozen_by_id IS DISTINCT FROM %(me)s AND d.draws_at > %(at)s
  AND NOT EXISTS (SELECT FROM unnest(d.parties) AS p(code) WHERE NOT EXISTS {_COMMITTED.format(party="p.code")})
"""  # noqa: S608 -- SQL of our own
_OF_A_PARTY = f"""
SELECT d.reference AS key, '' AS reference, NULL::bigint AS person_id,
    CASE WHEN announced.id IS NULL THEN 'commit' ELSE 'reveal' END AS what,
    COALESCE(announced.at, d.frozen_at) AS since, '' AS on_whom
{
    _STANDING.replace(
        "WHERE",
        '''JOIN draws_partymember member
    ON member.user_id = %(me)s AND member.let_go_at IS NULL AND member.party = ANY(d.parties)
WHERE''',
        1,
    )
}
  AND CASE WHEN announced.id IS NULL THEN NOT EXISTS {_COMMITTED.format(party="member.party")} ELSE
    d.reveals_due_at > %(at)s AND NOT EXISTS (
        SELECT FROM draws_drawreveal r
        WHERE r.draw_id = d.id AND r.party = member.party AND r.verdict = %(counted)s
    ) END
"""  # noqa: S608 -- SQL of our own


def _rows(scope: Scope, at: datetime) -> WaitingRows | None:
    values = {"me": scope.user_id, "at": at}
    if Role.DRAW_PARTY in scope.roles:
        return WaitingRows(_OF_A_PARTY, values | {"counted": RevealVerdict.COUNTED.value})
    return WaitingRows(_TO_ANNOUNCE, values) if can_conduct_draws(scope) else None


DRAWS_WAITING = exposed(WaitingPart(code="draws", name=Text(ar="خطوات السحوبات", en="Steps of draws"), rows=_rows))
