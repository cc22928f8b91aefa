"""An OpenID Connect provider: authorization code with PKCE, kept in memory, for one client."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector  # type: ignore[import-untyped]  # the library is untyped
from authlib.oauth2.rfc6749 import InvalidRequestError, grants  # type: ignore[import-untyped]  # the library is untyped
from authlib.oauth2.rfc6750 import BearerTokenValidator  # type: ignore[import-untyped]  # the library is untyped
from authlib.oauth2.rfc7636 import CodeChallenge  # type: ignore[import-untyped]  # the library is untyped
from authlib.oidc.core import OpenIDCode  # type: ignore[import-untyped]  # the library is untyped
from flask import Flask
from joserfc.jwk import RSAKey

from iskan.integrations.ekey.directory import Directory
from iskan.integrations.ekey.port import EkeyAssurance

ALGORITHM: Final = "RS256"
CODE_SECONDS: Final = 120
TOKEN_SECONDS: Final = 3600
SCOPES: Final = ("openid", "profile", "phone")
AUTH_METHODS: Final = ("client_secret_basic", "client_secret_post")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class SignIn:
    """A person who has chosen who they are, and how sure eKey is of them."""

    cpr: str
    assurance: EkeyAssurance

    def get_user_id(self) -> str:
        return self.cpr


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingParty:
    """The one system that may ask; it may be sent back to its own origin, or anywhere on this machine."""

    client_id: str
    secret: str
    origin: str

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str | None) -> str:
        return " ".join(word for word in (scope or "").split() if word in SCOPES)

    def check_redirect_uri(self, uri: str) -> bool:
        parts = urlsplit(uri)
        return parts.scheme in {"http", "https"} and (
            parts.hostname in _LOOPBACK or f"{parts.scheme}://{parts.netloc}" == self.origin
        )

    def check_client_secret(self, secret: str) -> bool:
        return secret == self.secret

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method in AUTH_METHODS

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An authorization code and everything that was asked when it was given."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    sign_in: SignIn
    code_challenge: str
    code_challenge_method: str
    given_at: float

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.given_at)

    def get_acr(self) -> str:
        return self.sign_in.assurance

    def get_amr(self) -> list[str]:
        return ["face"] if self.sign_in.assurance is EkeyAssurance.ADVANCED else ["pwd"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    sign_in: SignIn
    scope: str
    given_at: float

    def get_scope(self) -> str:
        return self.scope

    def is_expired(self) -> bool:
        return time.time() - self.given_at > TOKEN_SECONDS

    def is_revoked(self) -> bool:
        return False


@dataclass(slots=True)
class Store:
    """Codes and tokens given out; a code is taken out once."""

    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep_code(self, code: Code) -> None:
        with self.lock:
            now = time.time()
            self.codes = {key: kept for key, kept in self.codes.items() if now - kept.given_at <= CODE_SECONDS}
            self.codes[code.code] = code

    def take_code(self, code: str) -> Code | None:
        """Return a fresh code and forget it: a second try with the same code finds nothing."""
        with self.lock:
            found = self.codes.pop(code, None)
        return found if found and time.time() - found.given_at <= CODE_SECONDS else None

    def keep_token(self, value: str, token: Token) -> None:
        with self.lock:
            self.tokens = {key: kept for key, kept in self.tokens.items() if not kept.is_expired()}
            self.tokens[value] = token


class _RequiredChallenge(CodeChallenge):  # type: ignore[misc]  # the library is untyped
    """PKCE by S256, required of every client, confidential ones too."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        if not grant.request.payload.data.get("code_challenge"):
            raise InvalidRequestError("Missing 'code_challenge'", redirect_uri=redirect_uri)
        super().validate_code_challenge(grant, redirect_uri)


class _CodeGrant(grants.AuthorizationCodeGrant):  # type: ignore[misc]  # the library is untyped
    """Gives a code for a sign-in, and takes it back for tokens; the server carries the store."""

    TOKEN_ENDPOINT_AUTH_METHODS = AUTH_METHODS

    def save_authorization_code(self, code: str, request: Any) -> None:
        self.server.store.keep_code(_code(code, request))

    def query_authorization_code(self, code: str, _client: RelyingParty) -> Code | None:
        found: Code | None = self.server.store.take_code(code)
        return found

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """Nothing is left to delete: the code was taken out when it was found."""

    def authenticate_user(self, authorization_code: Code) -> SignIn:
        return authorization_code.sign_in


class _IdToken(OpenIDCode):  # type: ignore[misc]  # the library is untyped
    def __init__(self, provider: "Provider") -> None:
        super().__init__(require_nonce=False)
        self._provider = provider

    def exists_nonce(self, nonce: str, _request: Any) -> bool:
        return any(code.nonce == nonce for code in tuple(self._provider.store.codes.values()))

    def resolve_client_private_key(self, _client: RelyingParty) -> RSAKey:
        return self._provider.key

    def get_encode_header(self, _client: RelyingParty) -> dict[str, str]:
        return {"alg": ALGORITHM, "kid": self._provider.key.kid or "", "typ": "JWT"}

    def get_client_algorithm(self, _client: RelyingParty) -> str:
        return ALGORITHM

    def get_client_claims(self, client: RelyingParty) -> dict[str, Any]:
        return {"iss": self._provider.issuer, "aud": [client.client_id]}

    def generate_user_info(self, user: SignIn, _scope: str) -> dict[str, Any]:
        return {**self._provider.directory.claims(user.cpr, user.assurance)}


class Provider(AuthorizationServer):  # type: ignore[misc]  # the library is untyped
    """The server that gives codes and tokens to its one client."""

    def __init__(self, app: Flask, *, issuer: str, client: RelyingParty, key: RSAKey, directory: Directory) -> None:
        super().__init__(app, lambda name: client if name == client.client_id else None, self._keep_token)
        self.issuer = issuer
        self.key = key
        self.directory = directory
        self.store = Store()
        self.register_grant(_CodeGrant, [_IdToken(self), _RequiredChallenge(required=True)])

    def _keep_token(self, token: dict[str, Any], request: Any) -> None:
        kept = Token(sign_in=request.user, scope=token.get("scope", ""), given_at=time.time())
        self.store.keep_token(token["access_token"], kept)


def make_protector(store: Store) -> ResourceProtector:
    """Return the guard that admits the bearer of a token given by this provider."""

    class Bearer(BearerTokenValidator):  # type: ignore[misc]  # the library is untyped
        def authenticate_token(self, token_string: str) -> Token | None:
            return store.tokens.get(token_string)

    protector = ResourceProtector()
    protector.register_token_validator(Bearer())
    return protector


def _code(code: str, request: Any) -> Code:
    asked = request.payload.data
    return Code(
        code=code,
        redirect_uri=request.payload.redirect_uri,
        scope=request.scope,
        nonce=asked.get("nonce", ""),
        sign_in=request.user,
        code_challenge=asked["code_challenge"],
        code_challenge_method=asked["code_challenge_method"],
        given_at=time.time(),
    )
