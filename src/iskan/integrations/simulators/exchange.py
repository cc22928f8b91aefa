"""The data exchange and the registers behind it as clients see them: X-Road in front, the twins' answers within."""

import json
import re
from typing import Any, Final
from uuid import uuid4

from flask import Flask, Response, jsonify, request

from iskan.core.registers import encode
from iskan.integrations import moods as _moods
from iskan.integrations import xroad
from iskan.integrations.civil_registry.simulator import TWIN as CIVIL_REGISTRY
from iskan.integrations.credit_bureau.simulator import TWIN as CREDIT_BUREAU
from iskan.integrations.health.simulator import TWIN as HEALTH
from iskan.integrations.immigration.simulator import TWIN as IMMIGRATION
from iskan.integrations.justice.simulator import TWIN as JUSTICE
from iskan.integrations.labour.simulator import TWIN as LABOUR
from iskan.integrations.land_registry.simulator import TWIN as LAND_REGISTRY
from iskan.integrations.moods import Mood, Moods
from iskan.integrations.social_insurance.simulator import TWIN as SOCIAL_INSURANCE
from iskan.integrations.synthetic.population import Population, Unknown
from iskan.integrations.twin import Twin

TWINS: Final = (
    CIVIL_REGISTRY,
    SOCIAL_INSURANCE,
    LAND_REGISTRY,
    IMMIGRATION,
    JUSTICE,
    HEALTH,
    LABOUR,
    CREDIT_BUREAU,
)
_CPR: Final = re.compile(r"\d{9}", re.ASCII)
_SIGNED_HEADERS: Final = (xroad.CLIENT, xroad.MESSAGE_ID, xroad.USER_ID, xroad.ISSUE)


def make_app(population: Population, *, moods: str = "") -> Flask:
    """Return the exchange with every register behind it, in the moods the words tell."""
    app = Flask(__name__)
    feelings = Moods(tuple(twin.register.code for twin in TWINS), moods)
    twins = {twin.register.member: twin for twin in TWINS}
    _moods.add_control(app, feelings)

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok", people=len(population))

    @app.route(f"/{xroad.PROTOCOL}/<instance>/<member_class>/<member>/<subsystem>/<service>", methods=["GET", "POST"])
    def call(instance: str, member_class: str, member: str, subsystem: str, service: str) -> Response:
        provider = xroad.Member(instance, member_class, member, subsystem)
        twin = twins.get(provider)
        if not _names_a_client(request.headers.get(xroad.CLIENT, "")):
            return _fault(400, xroad.BAD_REQUEST, "the request names no client of the exchange")
        if twin is None or service not in {*twin.answers, xroad.ALLOWED_METHODS}:
            return _fault(500, xroad.UNKNOWN_SERVICE, "no such service")
        return _within_mood(twin, service, feelings, population)

    return app


def _within_mood(twin: Twin, service: str, feelings: Moods, population: Population) -> Response:
    if service == xroad.ALLOWED_METHODS:
        _moods.endure(_moods.Feeling(mood=Mood.DOWN if feelings.peek(twin.register.code) is Mood.DOWN else Mood.NORMAL))
        return _allowed_methods(twin, closed=feelings.peek(twin.register.code) is Mood.REFUSING)
    feeling = feelings.take(twin.register.code)
    _moods.endure(feeling)
    if feeling.mood is Mood.REFUSING:
        return _fault(500, xroad.ACCESS_DENIED, "the request is not allowed")
    if feeling.mood is Mood.FAILING:
        return _fault(500, xroad.SERVICE_FAILED, "the service did not answer")
    return _signed(_answer(twin, service, population), twin, service)


def _answer(twin: Twin, service: str, population: Population) -> Response:
    question = request.get_json(silent=True) if request.method == "POST" else None
    if not isinstance(question, dict) or not _CPR.fullmatch(str(question.get("cpr", ""))):
        return _document({"message": "a question is posted, and holds a personal number"}, 400)
    if any(not question.get(need) for need in twin.needs):
        return _document({"message": f"the question must hold: {', '.join(twin.needs)}"}, 403)
    try:
        return _document(encode(twin.answers[service](population, question["cpr"])), 200)
    except Unknown:
        return _document({"message": "no record"}, 404)


def _allowed_methods(twin: Twin, *, closed: bool) -> Response:
    member = twin.register.member
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
        for code in twin.answers
    ]
    return _document({"service": [] if closed else listed}, 200)


def _names_a_client(words: str) -> bool:
    try:
        xroad.Member.parse(words)
    except xroad.NotAMemberName:
        return False
    return True


def _signed(response: Response, twin: Twin, service: str) -> Response:
    """Add what the provider's security server adds to an answer."""
    sent = {name: request.headers[name] for name in _SIGNED_HEADERS if name in request.headers}
    response.headers[xroad.CLIENT] = request.headers[xroad.CLIENT]
    response.headers[xroad.SERVICE] = f"{twin.register.member}/{service}"
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
