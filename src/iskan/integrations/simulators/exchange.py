"""The data exchange and the registers behind it as clients see them: X-Road in front, simulated answers within."""

import json
import re
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from flask import Flask, Response, jsonify, request

from iskan.core.records import encode
from iskan.integrations import moods as _moods
from iskan.integrations import xroad
from iskan.integrations.discovery import registers
from iskan.integrations.moods import Mood, Moods
from iskan.integrations.register import CHANGES, ChangedRecords, Register
from iskan.integrations.simulators.answers import answer_of
from iskan.integrations.simulators.happenings import let_happen_somewhere
from iskan.integrations.synthetic.life import NothingHappens
from iskan.integrations.synthetic.population import Population, Unknown

_CPR: Final = re.compile(r"\d{9}", re.ASCII)
MOST_COMPARED: Final = 1000
_CONSENT: Final = ("declaration", "declared_at")
_SIGNED_HEADERS: Final = (xroad.CLIENT, xroad.MESSAGE_ID, xroad.USER_ID, xroad.ISSUE)


def make_app(population: Population, *, moods: str = "") -> Flask:
    """Return the exchange with every register behind it, in the moods the words tell."""
    app = Flask(__name__)
    feelings = Moods(tuple(registers()), moods)
    members = {register.member: register for register in registers().values()}
    _moods.add_control(app, feelings)

    @app.post("/control/happenings")
    def let_happen() -> tuple[Response, int]:
        """Let something happen to somebody, for a demonstration or a test."""
        try:
            let_happen_somewhere(population, request.get_json(), at=datetime.now(UTC))
        except NothingHappens as error:
            return jsonify(error=str(error)), 400
        return jsonify(status="ok"), 200

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.route(f"/{xroad.PROTOCOL}/<instance>/<member_class>/<member>/<subsystem>/<service>", methods=["GET", "POST"])
    def call(instance: str, member_class: str, member: str, subsystem: str, service: str) -> Response:
        provider = xroad.XRoadMember(instance, member_class, member, subsystem)
        register = members.get(provider)
        if not _names_a_client(request.headers.get(xroad.CLIENT, "")):
            return _fault(400, xroad.BAD_REQUEST, "the request names no client of the exchange")
        if register is None or service not in {*register.services, xroad.ALLOWED_METHODS}:
            return _fault(500, xroad.UNKNOWN_SERVICE, "no such service")
        return _answer_in_mood(register, service, feelings, population)

    return app


def _answer_in_mood(register: Register, service: str, feelings: Moods, population: Population) -> Response:
    if service == xroad.ALLOWED_METHODS:
        _moods.apply(_moods.MoodSetting(mood=Mood.DOWN if feelings.peek(register.code) is Mood.DOWN else Mood.NORMAL))
        return _allowed_methods(register, closed=feelings.peek(register.code) is Mood.REFUSING)
    feeling = feelings.take(register.code, _asked_about())
    _moods.apply(feeling)
    if feeling.mood is Mood.REFUSING:
        return _fault(500, xroad.ACCESS_DENIED, "the request is not allowed")
    if feeling.mood is Mood.FAILING:
        return _fault(500, xroad.SERVICE_FAILED, "the service did not answer")
    return _signed(_answer(register, service, population), register, service)


def _asked_about() -> str:
    question = request.get_json(silent=True)
    return str(question.get("cpr", "")) if isinstance(question, dict) else ""


def _answer(register: Register, service: str, population: Population) -> Response:
    question = request.get_json(silent=True) if request.method == "POST" else None
    if service == CHANGES:
        return _changes(register, question, population)
    if not isinstance(question, dict) or not _CPR.fullmatch(str(question.get("cpr", ""))):
        return _document({"message": "a question is posted, and holds a personal number"}, 400)
    if register.needs_consent and not all(question.get(part) for part in _CONSENT):
        return _document({"message": f"the question must hold: {', '.join(_CONSENT)}"}, 403)
    try:
        return _document(encode(answer_of(register.code, service, population, question["cpr"])), 200)
    except Unknown:
        return _document({"message": "no record"}, 404)


def _changes(register: Register, question: Any, population: Population) -> Response:
    try:
        cprs, since = list(question["cprs"]), datetime.fromisoformat(question["since"])
    except (KeyError, TypeError, ValueError):
        return _document({"message": "a question is posted, and holds personal numbers and an instant"}, 400)
    if len(cprs) > MOST_COMPARED or not all(isinstance(cpr, str) and _CPR.fullmatch(cpr) for cpr in cprs):
        return _document({"message": f"at most {MOST_COMPARED} personal numbers"}, 400)
    return _document(encode(ChangedRecords(changed_cprs=population.changed_since(register.code, cprs, since))), 200)


def _allowed_methods(register: Register, *, closed: bool) -> Response:
    member = register.member
    listed = [
        {
            "object_type": "SERVICE",
            "xroad_instance": member.instance,
            "member_class": member.member_class,
            "member_code": member.member_code,
            "subsystem_code": member.subsystem,
            "service_code": code,
            "service_type": "REST",
            "endpoint_list": [{"method": "POST", "path": "/"}],
        }
        for code in register.services
    ]
    return _document({"service": [] if closed else listed}, 200)


def _names_a_client(words: str) -> bool:
    try:
        xroad.XRoadMember.parse(words)
    except xroad.NotAMemberName:
        return False
    return True


def _signed(response: Response, register: Register, service: str) -> Response:
    """Add what the provider's security server adds to an answer."""
    sent = {name: request.headers[name] for name in _SIGNED_HEADERS if name in request.headers}
    response.headers[xroad.CLIENT] = request.headers[xroad.CLIENT]
    response.headers[xroad.SERVICE] = f"{register.member}/{service}"
    response.headers[xroad.MESSAGE_ID] = request.headers.get(xroad.MESSAGE_ID) or str(uuid4())
    response.headers[xroad.REQUEST_ID] = str(uuid4())
    response.headers[xroad.REQUEST_HASH] = xroad.request_hash(sent, request.get_data())
    return response


def _document(document: Any, status: int) -> Response:
    return Response(json.dumps(document, ensure_ascii=False), status, content_type="application/json; charset=utf-8")


def _fault(status: int, kind: str, message: str) -> Response:
    response = _document({"type": kind, "message": message, "detail": str(uuid4())}, status)
    response.headers[xroad.ERROR] = kind
    return response
