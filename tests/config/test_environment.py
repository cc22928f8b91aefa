"""Settings from the environment."""

import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings

from iskan.config import environment


def test_a_secret_is_made_once_and_kept_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME_KEY", raising=False)
    first = environment.secret("SOME_KEY", tmp_path, required=False)
    assert len(first) >= 60
    assert environment.secret("SOME_KEY", tmp_path, required=False) == first
    assert stat.S_IMODE((tmp_path / "some_key.txt").stat().st_mode) == 0o600


def test_processes_that_start_together_keep_one_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME_KEY", raising=False)
    together = Barrier(8)

    def start(_number: int) -> str:
        together.wait(timeout=10)
        return environment.secret("SOME_KEY", tmp_path, required=False)

    with ThreadPoolExecutor(8) as processes:
        assert len(set(processes.map(start, range(8)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["some_key.txt"]


def test_a_secret_of_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "told")
    assert environment.secret("SOME_KEY", tmp_path, required=True) == "told"
    assert not list(tmp_path.iterdir())


def test_a_secret_that_must_be_told_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME_KEY", raising=False)
    monkeypatch.setattr(environment, "missing", [])
    made_up = environment.secret("SOME_KEY", tmp_path, required=True)
    assert environment.secret("SOME_KEY", tmp_path, required=True) != made_up
    assert environment.missing == ["SOME_KEY"] * 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://iskan:p%40ss@db.example:6432/housing?sslmode=require",
            {"NAME": "housing", "USER": "iskan", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "6432"},
        ),
        ("postgresql://postgres@/iskan?host=%2Fvar%2Frun", {"NAME": "iskan", "HOST": "/var/run", "PORT": ""}),
        (
            "postgresql://iskan@db1.example:5432,db2.example:5433/housing",
            {"NAME": "housing", "USER": "iskan", "HOST": "db1.example,db2.example", "PORT": "5432,5433"},
        ),
        (
            "postgresql:///housing?host=db1.example,db2.example&port=5432,5433",
            {"NAME": "housing", "USER": "", "HOST": "db1.example,db2.example", "PORT": "5432,5433"},
        ),
    ],
)
def test_database_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, expected: dict[str, str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    settings = environment.database(tmp_path)
    assert {name: settings[name] for name in expected} == expected
    assert "host" not in settings["OPTIONS"]


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("postgresql://db1.example,db2.example/iskan", "read-write"),
        ("postgresql://db1.example,db2.example/iskan?target_session_attrs=any", "any"),
        ("postgresql://db1.example/iskan", None),
    ],
)
def test_of_several_hosts_the_one_that_takes_writes_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, wanted: str | None
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert environment.database(tmp_path)["OPTIONS"].get("target_session_attrs") == wanted


def test_an_address_that_is_none_is_refused_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://iskan:geheim@db1.example/iskan?nonsense=1")
    with pytest.raises(environment.BadSetting, match="DATABASE_URL is no address") as refused:
        environment.database(tmp_path)
    assert "geheim" not in str(refused.value)


def test_the_embedded_database_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings = environment.database(tmp_path)
    assert (settings["NAME"], settings["HOST"]) == ("iskan", str(tmp_path / "postgres"))


@pytest.mark.parametrize(
    ("url", "host", "port", "starttls", "tls"),
    [
        ("smtp://127.0.0.1:8025", "127.0.0.1", 8025, False, False),
        ("smtp://u:p@mail.example:587?security=starttls", "mail.example", 587, True, False),
        ("smtp://mail.example:465?security=tls", "mail.example", 465, False, True),
    ],
)
def test_mail_addresses(
    monkeypatch: pytest.MonkeyPatch, url: str, host: str, port: int, *, starttls: bool, tls: bool
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    settings = environment.email(default="")
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == (host, port)
    assert (settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (starttls, tls)


@pytest.mark.parametrize(("value", "on"), [("1", True), ("true", True), (" On ", True), ("0", False), ("", False)])
def test_flags(monkeypatch: pytest.MonkeyPatch, value: str, *, on: bool) -> None:
    monkeypatch.setenv("SOME_FLAG", value)
    assert environment.flag("SOME_FLAG") is on


def test_documents_go_to_the_bucket_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ISKAN_S3_BUCKET", raising=False)
    assert environment.document_storage(tmp_path)["OPTIONS"]["location"] == str(tmp_path / "documents")
    monkeypatch.setenv("ISKAN_S3_BUCKET", "papers")
    bucket = environment.document_storage(tmp_path)
    assert bucket["BACKEND"] == "storages.backends.s3.S3Storage"
    assert bucket["OPTIONS"]["default_acl"] == "private"


@pytest.mark.parametrize("said", ["nonsense", "0", "-1", "70000", "٨٠٠٠", "8000.0", "9" * 5000])
def test_a_number_that_cannot_be_is_said_so(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", said)
    with pytest.raises(environment.BadSetting, match="PORT"):
        environment.number("PORT", default=8000, most=environment.HIGHEST_PORT)


def test_a_number_is_read_or_its_default_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8100")
    assert environment.number("PORT", default=8000, most=environment.HIGHEST_PORT) == 8100
    monkeypatch.setenv("PORT", "")
    assert environment.number("PORT", default=8000, most=environment.HIGHEST_PORT) == 8000


def test_the_tests_meet_no_system_that_runs_beside_them() -> None:
    told = [settings.ISKAN_SMS_URL, settings.ISKAN_EKEY_URL, *settings.ISKAN_REGISTER_URLS.values()]
    assert {*told, *settings.ISKAN_BEACON["urls"]} == {settings.NOBODY}
    for port in (8000, 8101):
        with pytest.raises(RuntimeError, match=r"`make run` may be open"), socket.socket() as probe:
            probe.connect(("127.0.0.1", port))


def test_a_choice_is_one_of_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME_CHOICE", raising=False)
    assert environment.choice("SOME_CHOICE", among=("first", "second")) == "first"
    monkeypatch.setenv("SOME_CHOICE", " Second ")
    assert environment.choice("SOME_CHOICE", among=("first", "second")) == "second"
    monkeypatch.setenv("SOME_CHOICE", "third")
    with pytest.raises(environment.BadSetting, match="none of first, second"):
        environment.choice("SOME_CHOICE", among=("first", "second"))
