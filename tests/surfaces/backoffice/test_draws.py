"""The desk's draws: a whole draw by its forms, each refusal said where it belongs, and nothing open to others."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.cast import Cast, official, signed_in
from tests.factories.draws import DAY, SECRETS, DrawOffice, make_draw_office, plain_cases
from tests.factories.nominations import answer, offered, small_market
from tests.factories.stock import make_project

from iskan.apps.accounts.models import User
from iskan.apps.agreements.models import ProposedAct
from iskan.apps.allocation.queries.distribution import candidates_for
from iskan.apps.draws.models import Draw, DrawDraft, PartyMember
from iskan.apps.draws.operations import draws
from iskan.apps.draws.queries import draws as queries
from iskan.apps.housing_stock.enums import UnitState
from iskan.apps.housing_stock.queries.units import units_for_draw
from iskan.core.draw.drawing import commitment_to
from iskan.foundation import clock
from iskan.foundation.scope import NOBODY, Role
from iskan.integrations.beacon.simulator import stand_in_signature
from iskan.surfaces.backoffice.views import draws as draw_views

STAFF = "/en/staff/draws/"
UNITS = [("U-1", "house-4br"), ("U-2", "house-4br")]


@pytest.fixture
def office(cast: Cast) -> DrawOffice:
    del cast
    return make_draw_office(clock.now())


class Desk:
    """One official at the draws' pages."""

    def __init__(self, user: User) -> None:
        self.client: Client = signed_in(user)

    def page(self, address: str) -> str:
        answer = self.client.get(STAFF + address)
        assert answer.status_code == 200, answer.content.decode()[-500:]
        return str(answer.content.decode())

    def send(self, address: str, **words: Any) -> tuple[int, str]:
        answer = self.client.post(STAFF + address, words)
        return answer.status_code, answer.content.decode()

    def step(self, draw: Draw, step: str, **words: Any) -> int:
        return self.send(f"{draw.reference}/{step}/", confirmed="yes", **words)[0]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what sets the clock of the draw's page; sessions live by the machine's own."""

    def go_to(instant: datetime) -> None:
        monkeypatch.setattr(draw_views, "clock", SimpleNamespace(now=lambda: instant))

    return go_to


def handed_in(desk: Desk, cast: Cast, office: DrawOffice) -> Draw:
    """Hand in right lists by the forms, and freeze them."""
    project, cases = make_project(state=UnitState.READY), plain_cases(cast.head, 3, office.at)
    lists = {
        "candidates": SimpleUploadedFile("c.csv", "".join(f"{c.reference},house-4br\n" for c in cases).encode()),
        "units": SimpleUploadedFile("u.tsv", b"EAST-SITRA-0001\thouse-4br\nEAST-SITRA-0002\thouse-4br\n"),
    }
    hour = office.draws_at + timedelta(hours=3)
    words = {"project": project.code, "day": f"{hour:%Y-%m-%d}", "hour": f"{hour:%H:%M}", "source": "files"}
    assert desk.send("new/", **words, **lists)[0] == 302
    draft = DrawDraft.objects.get()
    assert "Freeze the lists" in desk.page(f"drafts/{draft.pk}/")
    assert desk.send(f"drafts/{draft.pk}/", action="freeze")[0] == 302
    return Draw.objects.get()


def test_a_whole_draw_by_its_forms(cast: Cast, office: DrawOffice, later: Any) -> None:
    first, second = Desk(office.supervisor), Desk(office.approver)
    draw = handed_in(first, cast, office)
    members = {party: Desk(user) for party, user in office.members.items()}
    assert "Commitments still to come" in first.page(f"{draw.reference}/")
    for party, desk in members.items():
        assert "Choose a secret on this device" in desk.page(f"{draw.reference}/")
        assert desk.step(draw, "commit", commitment=commitment_to(SECRETS[party]).hex()) == 302
    assert "another official announces" in first.page(f"{draw.reference}/")
    assert "Announce this draw?" in second.send(f"{draw.reference}/announce/")[1]
    assert second.step(draw, "announce") == 302
    for party, desk in members.items():
        assert desk.step(draw, "reveal", secret=SECRETS[party].hex()) == 302
    later(draw.draws_at)
    assert "Paste the round instead" in first.page(f"{draw.reference}/")
    signature = stand_in_signature(draw.beacon_round).hex()
    assert first.step(draw, "beacon", round=str(draw.beacon_round), signature=signature) == 302
    assert "Hold the draw now?" in first.send(f"{draw.reference}/run/")[1]
    assert first.step(draw, "run") == 302
    assert first.step(draw, "run") == 409
    assert queries.draw_for(NOBODY, draw.reference).result_hash in first.page(f"{draw.reference}/")
    assert first.client.get(f"{STAFF}{draw.reference}/files/result.tsv").content.count(b"\n") == 3
    assert first.client.get(f"{STAFF}{draw.reference}/files/nothing").status_code == 404
    assert draw.reference in first.page("")


def test_what_is_unanswered_in_the_project_is_said_before_announcing(cast: Cast, office: DrawOffice) -> None:
    small_market(cast)
    answered, _open = [offer for offer in offered(cast) if offer.nomination.project_code == "buri"]
    answer(answered, accepted=True)
    draw = draws.freeze_draw(
        scope=office.scope(office.supervisor), project_code="buri", candidates=candidates_for("buri"),
        units=units_for_draw("buri"), draws_at=office.draws_at, at=office.at,
    )  # fmt: skip
    office.commit(draw.reference)
    for words in (
        "Offers of this project are still open",
        "1 offer awaits its household",
        "takes no part in this draw",
    ):
        assert words in Desk(office.approver).page(f"{draw.reference}/")
        assert words in Desk(office.approver).send(f"{draw.reference}/announce/")[1]


def test_a_draw_too_near_to_be_announced_says_so_and_takes_no_commitment(
    cast: Cast, office: DrawOffice, later: Any
) -> None:
    draw = handed_in(Desk(office.supervisor), cast, office)
    later(draw.draws_at - DAY + timedelta(minutes=5))
    member = Desk(office.members["citizens"])
    shown = member.page(f"{draw.reference}/")
    assert "It is too late to announce this draw" in shown
    assert "Bahrain time" in shown
    assert "Choose a secret on this device" not in shown
    assert member.step(draw, "commit", commitment=commitment_to(SECRETS["citizens"]).hex()) == 409


def test_faulty_lists_cannot_be_frozen(cast: Cast, office: DrawOffice) -> None:
    project, desk = make_project(), Desk(office.supervisor)
    case = plain_cases(cast.head, 1, office.at)[0]
    words = {"project": project.code, "day": "2099-01-01", "hour": "10:00", "source": "files"}
    lists = {
        "candidates": SimpleUploadedFile("c.csv", f"{case.reference},f9\n{case.reference},f9\n".encode()),
        "units": SimpleUploadedFile("u.tsv", b"U-1\tf3\n"),
    }
    assert desk.send("new/", **words, **lists)[0] == 302
    draft = DrawDraft.objects.get()
    shown = desk.page(f"drafts/{draft.pk}/")
    assert "Appears twice" in shown
    assert "no unit" in shown
    assert "Freeze the lists" not in shown
    assert desk.send(f"drafts/{draft.pk}/", action="freeze")[0] == 404
    assert desk.send(f"drafts/{draft.pk}/", action="discard")[0] == 302
    assert not DrawDraft.objects.exists()
    assert desk.send(f"drafts/{draft.pk}/")[0] == 404


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "Choose one of the options."),
        ({"project": "salman-town"}, "Enter a right date and time."),
        ({"project": "salman-town", "day": "2099-01-01", "hour": "10:00"}, "Answer this question."),
        ({"project": "salman-town", "day": "2099-01-01", "hour": "10:00", "source": "files"}, "Choose a file."),
    ],
)
def test_what_a_new_draw_lacks_is_said(office: DrawOffice, words: dict[str, str], said: str) -> None:
    project = make_project()
    given = {name: project.code if name == "project" else value for name, value in words.items()}
    status, shown = Desk(office.supervisor).send("new/", **given)
    assert status == 422
    assert said in shown


def test_a_file_that_is_no_list_is_said_so(office: DrawOffice) -> None:
    words = {"project": make_project().code, "day": "2099-01-01", "hour": "10:00", "source": "files"}
    lists = {name: SimpleUploadedFile("c.csv", b"\xff\xfe\x00") for name in ("candidates", "units")}
    status, shown = Desk(office.supervisor).send("new/", **words, **lists)
    assert status == 422
    assert "not text in UTF-8" in shown
    words["source"] = "nominations"
    assert Desk(office.supervisor).send("new/", **words)[0] == 302
    assert "The list has no candidates" in Desk(office.supervisor).page(f"drafts/{DrawDraft.objects.get().pk}/")


def test_refusals_are_said_on_the_draws_page(cast: Cast, office: DrawOffice, later: Any) -> None:
    draw = office.freeze(plain_cases(cast.head, 2, office.at), UNITS)
    supervisor, member = Desk(office.supervisor), Desk(office.members["citizens"])
    assert supervisor.step(draw, "commit", commitment="00" * 32) == 403
    assert member.step(draw, "commit", commitment="zz") == 422
    assert member.step(draw, "announce") == 403
    assert Desk(office.approver).step(draw, "announce") == 409
    office.announce(draw.reference)
    assert member.step(draw, "reveal", secret="ff" * 32) == 422
    assert supervisor.step(draw, "run") == 409
    assert "No reason is given yet." in supervisor.send(f"{draw.reference}/cancel/")[1]
    assert supervisor.step(draw, "cancel") == 422
    assert supervisor.step(draw, "cancel", reason="نقص في القوائم") == 302
    assert "Propose to cancel" in supervisor.page(f"{draw.reference}/")
    later(draw.draws_at)
    assert "Propose to cancel" not in supervisor.page(f"{draw.reference}/")
    assert supervisor.step(draw, "cancel", reason="نقص في القوائم") == 409
    assert supervisor.step(draw, "run") == 409
    assert supervisor.step(draw, "beacon", round="1", signature="00") == 422
    assert supervisor.step(draw, "beacon", round=str(draw.beacon_round), signature="00" * 48) == 422
    assert supervisor.step(draw, "beacon") == 503  # nobody listens where the beacon should be
    assert supervisor.step(draw, "dance") == 404
    assert supervisor.client.get(f"{STAFF}D1/").status_code == 404
    assert supervisor.send("D1/run/", confirmed="yes")[0] == 404


def test_the_register_of_parties(cast: Cast, office: DrawOffice) -> None:
    administrator, supervisor = Desk(cast.administrator), Desk(office.supervisor)
    assert "Name a member" in administrator.page("parties/")
    assert "Name a member" not in supervisor.page("parties/")
    spokesman = official("party.new", Role.DRAW_PARTY, None)
    words = {"party": "citizens", "official": str(spokesman.pk), "reason": "انتُخب"}
    assert supervisor.send("parties/", **words)[0] == 403
    assert administrator.send("parties/", **words | {"party": ""})[0] == 422
    assert administrator.send("parties/", **words | {"official": "999999"})[0] == 422
    assert administrator.send("parties/", **words | {"reason": ""})[0] == 422
    assert administrator.send("parties/", **words | {"party": "nobody"})[0] == 404
    assert administrator.send("parties/", **words | {"official": str(cast.reviewer.pk)})[0] == 422
    assert administrator.send("parties/", **words)[0] == 302
    assert not PartyMember.objects.filter(user=spokesman).exists()
    assert agree(Desk(cast.supervisor), ProposedAct.objects.get()) == 302
    member = PartyMember.objects.get(user=spokesman)
    assert administrator.send("parties/", **words)[0] == 422
    let_go = {"let-go": str(member.pk), "reason": "انتهت مدته"}
    assert administrator.send("parties/", **let_go)[0] == 302
    assert PartyMember.objects.filter(user=spokesman, let_go_at=None).exists()
    assert agree(Desk(cast.supervisor), ProposedAct.objects.latest("pk")) == 302
    assert administrator.send("parties/", **let_go)[0] == 404


def agree(second: "Desk", proposed: ProposedAct) -> int:
    answer = second.client.post(f"/en/staff/acts/{proposed.pk}/", {"verdict": "agree"})
    return int(answer.status_code)


def test_a_member_of_a_party_is_led_to_the_draws(office: DrawOffice) -> None:
    answer = signed_in(office.members["citizens"]).get("/en/staff/")
    assert answer.headers["Location"] == "/en/staff/draws/"


def test_the_citizens_page_shows_their_own_tickets_alone(cast: Cast) -> None:
    past = make_draw_office(clock.now() - 5 * DAY, tag=".past")
    draw = past.ready(plain_cases(cast.head, 2, past.at), UNITS)
    past.run(draw.reference)
    own = cast.client("head").get(f"/en/draws/{draw.reference}/mine/").content.decode()
    tickets = list(draw.tickets.values_list("ticket", flat=True))
    assert all(ticket in own for ticket in tickets)
    other = cast.client("stranger").get(f"/en/draws/{draw.reference}/mine/").content.decode()
    assert not any(ticket in other for ticket in tickets)
    assert "You have no ticket in this draw" in other
    salt = bytes(Draw.objects.get(pk=draw.pk).salt).hex()
    assert salt not in own
