"""The time in which a breach is notified: the ministry's to name, and not configured until it is."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from iskan.config import environment


def told(capsys: pytest.CaptureFixture[str], since: str = "2026-11-28T21:30") -> str:
    call_command("breach", "--known-since", since)
    return capsys.readouterr().out


def test_until_a_figure_is_named_it_says_so(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.ISKAN_BREACH_NOTICE_HOURS = None
    assert "not configured" in told(capsys)


def test_with_one_it_says_until_when(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.ISKAN_BREACH_NOTICE_HOURS = 48
    assert told(capsys).startswith("2026-11-30 21:30, 48 hours")
    assert told(capsys, "2026-11-28T18:30+00:00").startswith("2026-11-30 21:30")
    with pytest.raises(CommandError, match="no instant"):
        told(capsys, "yesterday")


def test_an_empty_setting_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_HOURS", "")
    assert environment.number_or_none("SOME_HOURS", most=720) is None
    monkeypatch.setenv("SOME_HOURS", "24")
    assert environment.number_or_none("SOME_HOURS", most=720) == 24
