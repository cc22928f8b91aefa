"""How a simulator behaves today: as it should, slowly, refusing, failing, or not at all."""

import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from flask import Flask, Response, abort, jsonify, request


class Mood(StrEnum):
    NORMAL = "normal"
    SLOW = "slow"
    REFUSING = "refusing"
    FAILING = "failing"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodSetting:
    """A mood, how many seconds *slow* takes, after how many requests it passes (never, unless told), and about whom.

    Where it is about somebody (``about``), everybody else is met as usual.
    """

    mood: Mood = Mood.NORMAL
    seconds: float = 3.0
    times: int | None = None
    about: str = ""


class NotAMood(ValueError):
    """The words name no mood, or a simulator that does not exist."""


class Moods:
    """The mood of each simulator of one process, changeable while it runs."""

    def __init__(self, names: tuple[str, ...], words: str = "") -> None:
        self._lock = threading.Lock()
        self._feelings = dict.fromkeys(names, MoodSetting())
        self.change(dict(_parse(pair) for pair in words.split(",") if pair.strip()))

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Set moods by name: a word, or a mapping with ``mood`` and, if wanted, ``seconds``, ``times``, ``about``."""
        feelings = {name: self._feeling(name, words) for name, words in wanted.items()}
        with self._lock:
            self._feelings.update(feelings)

    def take(self, name: str, about: str = "") -> MoodSetting:
        """Return the mood in which one request is met, counting it against a mood that passes."""
        with self._lock:
            feeling = self._feelings[name]
            if feeling.about and feeling.about != about:
                return MoodSetting()
            if feeling.times is not None:
                left = feeling.times - 1
                self._feelings[name] = replace(feeling, times=left) if left > 0 else MoodSetting()
            return feeling

    def peek(self, name: str) -> Mood:
        return self._feelings[name].mood

    def as_document(self) -> dict[str, Any]:
        with self._lock:
            return {name: asdict(feeling) for name, feeling in self._feelings.items()}

    def _feeling(self, name: str, words: Any) -> MoodSetting:
        if name not in self._feelings:
            raise NotAMood(name)
        try:
            wanted = {"mood": words} if isinstance(words, str) else dict(words)
            return MoodSetting(**{**wanted, "mood": Mood(wanted["mood"])})
        except (KeyError, TypeError, ValueError) as error:
            raise NotAMood(name) from error


def _parse(pair: str) -> tuple[str, str]:
    name, _, mood = pair.partition("=")
    return name.strip(), mood.strip()


def apply(feeling: MoodSetting) -> None:
    """Apply a mood to a request, as far as every simulator does it alike."""
    if feeling.mood is Mood.SLOW:
        time.sleep(feeling.seconds)
    if feeling.mood is Mood.DOWN:
        # Nobody is there: the line is cut without a word, and what was asked is not done.
        request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        abort(503)


def add_control(app: Flask, moods: Moods) -> None:
    """Let a demonstration or a test read and change the moods at ``/control/moods``."""

    @app.get("/control/moods")
    def read_moods() -> Response:
        return jsonify(moods.as_document())

    @app.put("/control/moods")
    def change_moods() -> tuple[Response, int]:
        try:
            moods.change(request.get_json())
        except (NotAMood, AttributeError) as error:
            return jsonify(error=str(error)), 400
        return jsonify(moods.as_document()), 200
