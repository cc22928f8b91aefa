"""A stand-in for eKey as a process of its own: ``python -m iskan.integrations.ekey.simulator [--port N]``."""

import sys
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from authlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]  # the library is untyped
from flask import Flask, Response, jsonify, render_template, request
from joserfc.jwk import KeySet, RSAKey

from iskan.integrations.ekey import provider
from iskan.integrations.ekey.directory import Directory
from iskan.integrations.ekey.port import EkeyAssurance
from iskan.integrations.ekey.words import STANDINGS, WORDS
from iskan.integrations.serving import serve
from iskan.integrations.synthetic.settings import from_environment, setting

_KEY_BITS: Final = 2048


def make_app(*, issuer: str, client: provider.RelyingParty, directory: Directory) -> Flask:
    """Return the provider with its pages; the signing key lives as long as the process."""
    app = Flask(__name__)
    key = RSAKey.generate_key(_KEY_BITS, auto_kid=True)
    server = provider.Provider(app, issuer=issuer, client=client, key=key, directory=directory)
    _add_documents(app, issuer, key)
    _add_pages(app, server, directory)
    _add_token_endpoints(app, server, directory)
    app.after_request(_protect)
    return app


def _add_documents(app: Flask, issuer: str, key: RSAKey) -> None:
    @app.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        return jsonify(_discovery(issuer))

    @app.get("/jwks")
    def jwks() -> Response:
        return jsonify(KeySet([key]).as_dict(private=False))

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")


def _add_pages(app: Flask, server: provider.Provider, directory: Directory) -> None:
    @app.get("/")
    def alone() -> str:
        return _page("alone.html")

    @app.get("/authorize")
    def choose() -> tuple[str, int] | Response:
        try:
            server.get_consent_grant(end_user=None)
        except OAuth2Error as error:
            return _refuse(server, error)
        return _choices(directory), 200

    @app.post("/authorize")
    def chosen() -> tuple[str, int] | Response:
        try:
            grant = server.get_consent_grant(end_user=None)
        except OAuth2Error as error:
            return _refuse(server, error)
        if "find" in request.form:
            return _choices(directory), 200
        response: Response = server.create_authorization_response(grant_user=_sign_in(directory), grant=grant)
        return response


def _add_token_endpoints(app: Flask, server: provider.Provider, directory: Directory) -> None:
    protector = provider.make_protector(server.store)

    @app.post("/token")
    def token() -> Response:
        response: Response = server.create_token_response()
        return response

    @app.route("/userinfo", methods=["GET", "POST"])
    def userinfo() -> Response:
        with protector.acquire("openid") as held:
            return jsonify(directory.claims(held.sign_in.cpr, held.sign_in.assurance))


def _sign_in(directory: Directory) -> provider.SignIn | None:
    """Return who was chosen; nobody, when the choice was to cancel or is not open to choose."""
    cpr = request.form.get("cpr", "")
    level = request.form.get("level", EkeyAssurance.ADVANCED)
    if level not in set(EkeyAssurance) or not directory.admits(cpr):
        return None
    return provider.SignIn(cpr, EkeyAssurance(level))


def _refuse(server: provider.Provider, error: OAuth2Error) -> tuple[str, int] | Response:
    """Tell the client where its address is known to be right; otherwise tell the person, and send nobody anywhere."""
    if error.redirect_uri:
        response: Response = server.handle_error_response(None, error)
        return response
    return _page("broken.html", reason=error.error), 400


def _choices(directory: Directory) -> str:
    sought = request.form.get("q", "").strip()
    return _page(
        "choose.html",
        action=f"/authorize?{urlencode(list(request.args.items(multi=True)))}",
        sought=sought,
        found=directory.find(sought) if sought else None,
        groups=[(STANDINGS[standing], entries) for standing, entries in directory.cast()],
    )


def _page(template: str, **values: Any) -> str:
    language = "en" if request.args.get("ui_locales", "ar").startswith("en") else "ar"
    other = "ar" if language == "en" else "en"
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "ui_locales"]
    return render_template(
        template,
        words={name: text.in_(language) for name, text in WORDS.items()},
        language=language,
        other=other,
        other_url=f"{request.path}?{urlencode([*kept, ('ui_locales', other)])}",
        **values,
    )


def _protect(response: Response) -> Response:
    # A browser applies form-action to where a form's answer leads too, hence the client's own origin.
    origins = " ".join(filter(None, ("'self'", _asking_origin())))
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action {origins}"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = response.headers.get("Cache-Control", "no-store")
    return response


def _asking_origin() -> str:
    parts = urlsplit(request.args.get("redirect_uri", ""))
    is_plain = parts.scheme in {"http", "https"} and not set(parts.netloc) & set(" ;,'\"")
    return f"{parts.scheme}://{parts.netloc}" if is_plain else ""


def _discovery(issuer: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "userinfo_endpoint": f"{issuer}/userinfo",
        "jwks_uri": f"{issuer}/jwks",
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [provider.ALGORITHM],
        "scopes_supported": list(provider.SCOPES),
        "token_endpoint_auth_methods_supported": list(provider.AUTH_METHODS),
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": list(EkeyAssurance),
        "claims_supported": ["sub", "cpr", "name", "name_ar", "name_en", "assurance", "phone_number"],
        "ui_locales_supported": ["ar", "en"],
    }


def _app(port: int) -> Flask:
    client = provider.RelyingParty(
        client_id=setting("ISKAN_EKEY_CLIENT_ID", "iskan"),
        secret=setting("ISKAN_EKEY_CLIENT_SECRET", "iskan-development"),
        origin=setting("ISKAN_SITE_URL", f"http://localhost:{setting('PORT', '8000')}"),
    )
    issuer = setting("ISKAN_EKEY_URL", f"http://127.0.0.1:{port}").rstrip("/")
    return make_app(issuer=issuer, client=client, directory=Directory(from_environment(today=date.today)))


if __name__ == "__main__":
    serve(
        _app,
        title="eKey sign-in (simulated)",
        url_variable="ISKAN_EKEY_URL",
        default_url="http://localhost:8103",
        arguments=sys.argv[1:],
    )
