"""The draw: the published vector to the byte, whatever the order of input; fair, complete, provable by a stranger."""

import hashlib
import json
import runpy
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.draw_vector import PARTIES, VECTOR, vector_files, written

from iskan.core.draw import folder, verify_draw
from iskan.core.draw.drawing import (
    LATE,
    MISMATCH,
    MISSING,
    Beacon,
    commitment_to,
    draw,
    judge_reveals,
    order,
    seed_of,
    ticket_for,
)
from iskan.core.draw.lists import DrawFault, DrawTerms, freeze, read_lists, read_rules

RULES = read_rules(VECTOR["rules_json"].encode())


def _files(**changes: bytes) -> dict[str, bytes]:
    return vector_files() | {name.replace("__", "."): value for name, value in changes.items()}


def _verify(folder_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["verify_draw.py", str(folder_path)])
    return verify_draw.main()


@pytest.fixture
def published(tmp_path: Path) -> Path:
    files = _files()
    return written(files | folder.published(folder.draw_in(files)), tmp_path)


def test_the_vector_is_reproduced_to_the_byte() -> None:
    transcript = folder.draw_in(_files())
    assert transcript.list_hash.hex() == VECTOR["list_hash"]
    assert transcript.randomness.hex() == VECTOR["randomness"]
    assert transcript.seed.hex() == VECTOR["seed"]
    assert transcript.result.decode() == VECTOR["result_tsv"]
    assert transcript.result_hash.hex() == VECTOR["result_hash"]


def test_a_stranger_verifies_it_with_the_one_file(
    published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["verify_draw.py", str(published)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(verify_draw.__file__), run_name="__main__")
    assert ended.value.code == 0
    assert "The draw is verified." in capsys.readouterr().out


def test_the_verifier_stays_short_and_alone() -> None:
    source = Path(verify_draw.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 150
    assert {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))} <= set(
        sys.stdlib_module_names
    )


@pytest.mark.parametrize(
    "name", ["candidates.tsv", "units.tsv", "rules.json", "commitments.json", "beacon.json", "result.tsv"]
)
def test_any_altered_byte_is_found(
    published: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (published / name).read_bytes()
    for index in range(0, len(whole), max(1, len(whole) // 60)):
        (published / name).write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        if json_of(whole) is not None and json_of(whole) == json_of((published / name).read_bytes()):
            continue
        assert _verify(published, monkeypatch) == 1, (name, index)
        assert "MISMATCH" in capsys.readouterr().out


def json_of(written: bytes) -> object:
    try:
        return json.loads(written)
    except ValueError:
        return None


@pytest.mark.parametrize("key", ["list_hash", "randomness", "seed", "result_hash", "left_out"])
def test_a_tampered_transcript_is_found(published: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads((published / "transcript.json").read_bytes())
    told[key] = {"ministry": MISSING} if key == "left_out" else "00" * 32
    (published / "transcript.json").write_text(json.dumps(told))
    assert _verify(published, monkeypatch) == 1


def test_a_missing_file_is_named(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (published / "units.tsv").unlink()
    assert _verify(published, monkeypatch) == 1
    with pytest.raises(DrawFault) as fault:
        folder.lists_in({})
    assert fault.value.code == "file-missing"


@pytest.mark.parametrize(
    ("reveals", "late", "reason"),
    [({}, (), MISSING), ({"citizens": b"other"}, (), MISMATCH), ({"citizens": b"mine"}, ("citizens",), LATE)],
)
def test_a_reveal_that_does_not_count_is_left_out_by_name(
    reveals: dict[str, bytes], late: tuple[str, ...], reason: str
) -> None:
    commitments = {"ministry": commitment_to(b"ours"), "citizens": commitment_to(b"mine")}
    counted, left_out = judge_reveals(("ministry", "citizens"), commitments, {"ministry": b"ours", **reveals}, late)
    assert (counted, left_out) == ([b"ours"], {"citizens": reason})


def test_a_draw_without_one_partys_reveal_still_verifies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = _files(reveals__json=json.dumps(dict(zip(PARTIES[:2], VECTOR["reveals"][:2], strict=True))).encode())
    at = written(files | folder.published(folder.draw_in(files)), tmp_path)
    assert _verify(at, monkeypatch) == 0
    assert json.loads((at / "transcript.json").read_bytes())["left_out"] == {"citizens": MISSING}


def test_commitments_of_others_are_refused() -> None:
    with pytest.raises(DrawFault) as fault:
        judge_reveals(("ministry",), {"stranger": b""}, {})
    assert fault.value.code == "bad-commitments"


@pytest.mark.parametrize("change", [{"round": 1}, {"chain": "00" * 32}])
def test_another_beacon_round_is_refused(change: dict[str, object]) -> None:
    beacon = {"chain": RULES.beacon_chain, "round": VECTOR["beacon_round"], "signature": VECTOR["beacon_signature"]}
    with pytest.raises(DrawFault) as fault:
        folder.draw_in(_files(beacon__json=json.dumps(beacon | change).encode()))
    assert fault.value.code == "wrong-beacon"


TICKET = "a" * 32


@pytest.mark.parametrize(
    ("candidates", "units", "code"),
    [
        ([(TICKET, "f3"), (TICKET, "f3")], [("U1", "f3")], "candidate-twice"),
        ([(TICKET, "f3")], [("U1", "f3"), ("U1", "f3")], "unit-twice"),
        ([(TICKET, "f4")], [("U1", "f3")], "class-without-units"),
        ([], [("U1", "f3")], "no-candidates"),
        ([("A" * 32, "f3")], [("U1", "f3")], "bad-candidate"),
        ([(TICKET, "f3")], [("U 1", "f3")], "bad-unit"),
        ([(TICKET, "F3")], [("U1", "F3")], "bad-class"),
    ],
)
def test_lists_that_cannot_be_drawn_are_refused_by_name(
    candidates: list[tuple[str, str]], units: list[tuple[str, str]], code: str
) -> None:
    with pytest.raises(DrawFault) as fault:
        freeze(candidates, units, RULES)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("candidates__tsv", b"one column\n", "bad-line"),
        ("candidates__tsv", VECTOR["candidates_tsv"].encode() + b"x", "not-canonical"),
        ("units__tsv", b"".join(reversed(VECTOR["units_tsv"].encode().splitlines(keepends=True))), "not-canonical"),
        ("rules__json", b"{}", "bad-rules"),
        ("rules__json", b"no json", "bad-rules"),
        ("rules__json", VECTOR["rules_json"].replace("v1", "v2").encode(), "bad-rules"),
        ("rules__json", VECTOR["rules_json"].replace("657413", '"657413"').encode(), "bad-rules"),
        ("rules__json", VECTOR["rules_json"].replace('"ministry",', '"citizens",').encode(), "bad-rules"),
        ("rules__json", VECTOR["rules_json"].replace('"ministry"', "7").encode(), "bad-rules"),
        ("rules__json", VECTOR["rules_json"].replace("52db", "52DB").encode(), "bad-rules"),
        ("rules__json", VECTOR["rules_json"].replace(",", ", ").encode(), "not-canonical"),
        ("beacon__json", b"[]", "unreadable"),
        ("beacon__json", b"{", "unreadable"),
        ("reveals__json", b'{"ministry": "zz"}', "unreadable"),
    ],
)
def test_files_that_are_not_the_protocols_are_refused_by_name(name: str, content: bytes, code: str) -> None:
    with pytest.raises(DrawFault) as fault:
        folder.draw_in(_files(**{name: content}))
    assert fault.value.code == code
    assert fault.value.text.ar


codes = st.integers(0, 10**6).map(lambda n: f"{n:032x}")
classes = st.sampled_from(["f3", "f4", "f4-accessible"])
lists = st.dictionaries(codes, classes, min_size=1, max_size=40)


@given(lists, st.binary(min_size=32, max_size=32), st.randoms(use_true_random=False))
def test_the_result_is_a_permutation_and_the_order_of_input_does_not_matter(
    candidates: dict[str, str], seed: bytes, shuffler: Any
) -> None:
    units = [(f"U{n}", drawn) for n, drawn in enumerate(["f3", "f4", "f4-accessible"] * 5)]
    frozen = freeze(candidates.items(), units, RULES)
    placed = list(order(seed, frozen))
    assert {p.ticket: p.drawn_class for p in placed} == candidates
    given_units = [p.unit for p in placed if p.unit]
    assert len(set(given_units)) == len(given_units)
    for drawn in set(candidates.values()):
        assert [p.position for p in placed if p.drawn_class == drawn] == list(
            range(1, sum(c == drawn for c in candidates.values()) + 1)
        )
        filled = sum(p.unit is not None for p in placed if p.drawn_class == drawn)
        assert filled == min(5, sum(c == drawn for c in candidates.values()))
    mixed, mixed_units = list(candidates.items()), list(units)
    shuffler.shuffle(mixed)
    shuffler.shuffle(mixed_units)
    again = freeze(mixed, mixed_units, RULES)
    assert again == frozen == read_lists(*frozen.files())
    assert list(order(seed, again)) == placed


def test_every_candidate_is_as_likely_to_get_each_unit() -> None:
    """Chi-square over 6,000 seeds, 5 × 5 cells; 47.5 is the 0.01 % point for 16 degrees of freedom."""
    tickets = [f"{n:032x}" for n in range(5)]
    frozen = freeze([(t, "f3") for t in tickets], [(f"U{n}", "f3") for n in range(5)], RULES)
    draws = 6000
    seen = Counter(
        (p.ticket, p.unit)
        for n in range(draws)
        for p in order(seed_of(hashlib.sha256(bytes([n % 256, n // 256])).digest(), b"", ()), frozen)
    )
    expected = draws / 5
    chi_square = sum((seen[t, f"U{u}"] - expected) ** 2 / expected for t in tickets for u in range(5))
    assert chi_square < 47.5


def test_tickets_name_nobody_without_the_salt() -> None:
    salt = bytes(32)
    assert ticket_for(salt, "AAAAA-BBBBB") == ticket_for(salt, "AAAAA-BBBBB")
    assert ticket_for(salt, "AAAAA-BBBBB") != ticket_for(b"\1" * 32, "AAAAA-BBBBB")
    assert len(ticket_for(salt, "x")) == 32


def test_a_changed_list_is_another_draw() -> None:
    frozen = freeze([(TICKET, "f3")], [("U1", "f3")], RULES)
    more = freeze([(TICKET, "f3"), ("b" * 32, "f3")], [("U1", "f3")], RULES)
    assert frozen.list_hash() != more.list_hash()
    other = DrawTerms(draw="x", project="p", beacon_chain=RULES.beacon_chain, beacon_round=9, parties=("ministry",))
    beacon = Beacon(chain=other.beacon_chain, round=9, signature=b"s")
    run = draw(freeze([(TICKET, "f3")], [("U1", "f3")], other), beacon, {"ministry": commitment_to(b"r")}, {})
    assert run.left_out == {"ministry": MISSING}
