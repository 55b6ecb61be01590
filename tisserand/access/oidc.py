"""OpenID Connect, as ProConnect does it: code flow, PKCE, state, nonce, signed identity token, end of session.

Authlib keeps the protocol (record 0006). It finds an account that exists and never makes one.
"""

from dataclasses import dataclass
from datetime import datetime

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import FrameworkIntegration
from authlib.integrations.django_client import DjangoOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException

from tisserand.access import journal
from tisserand.access.actors import Actor
from tisserand.access.models import Account, Provided

SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
PATIENCE = 10  # seconds
DESCRIPTION = "/.well-known/openid-configuration"
HINT = "oidc_hint"
SECOND_FACTOR_SAID = "mfa"


class Refused(Exception):
    """The provider, or what it sent, is not to be believed."""


class Line(OAuth2Session):
    """Never waits for ever."""

    def request(self, method, url, *args, **kwargs):
        kwargs.setdefault("timeout", PATIENCE)
        return super().request(method, url, *args, **kwargs)


class Provider(DjangoOAuth2App):
    client_cls = Line

    def load_server_metadata(self):
        """Nobody describes herself as another: the issuer stands where its description was read (Discovery, 4.3)."""
        metadata = super().load_server_metadata()
        if f"{metadata.get('issuer', '').rstrip('/')}{DESCRIPTION}" != self._server_metadata_url:
            raise RuntimeError("issuer")
        return metadata


@dataclass(frozen=True)
class Claims:
    """What the provider says, checked."""

    issuer: str
    subject: str
    email: str
    provider: str
    methods: frozenset[str]
    id_token: str

    @property
    def proves_second_factor(self) -> bool:
        """`amr` is asked for but not always given: some providers are known to ask for two factors."""
        return SECOND_FACTOR_SAID in self.methods or self.provider in settings.OIDC["trusted"]


def departure(request, address: str, **asked: str):
    """The redirection to the provider; state, nonce and PKCE's secret wait in the session."""
    try:
        return _provider().authorize_redirect(
            request,
            address,
            claims='{"id_token":{"amr":{"essential":true}}}',
            acr_values="eidas2 eidas3",
            **asked,
        )
    except (AuthlibBaseError, RequestException, RuntimeError, ValueError) as unreachable:
        raise Refused("departure") from unreachable


def arrival(request) -> Claims:
    """From the code that came back to claims that hold: one use of the state, then it is gone."""
    provider = _provider()
    try:
        metadata = provider.load_server_metadata()
        metadata["id_token_signing_alg_values_supported"] = SIGNED_WITH
        token = provider.authorize_access_token(request, claims_options=_expected(metadata))
        said = token["userinfo"]
        about = said | _userinfo(provider, metadata, token)
    except (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError, TypeError) as broken:
        raise Refused(type(broken).__name__) from broken
    return _claims(said, about, token["id_token"])


def _provider() -> Provider:
    said = settings.OIDC
    return Provider(
        FrameworkIntegration("oidc"),
        "oidc",
        client_id=said["client"],
        client_secret=said["secret"],
        server_metadata_url=said["discovery"],
        client_kwargs={"scope": said["scope"], "code_challenge_method": "S256"},
    )


def _expected(metadata) -> dict:
    """Who speaks, and to whom (checks 44 and 54); the nonce and the dates are Authlib's own."""
    return {
        "iss": {"essential": True, "value": metadata["issuer"]},
        "aud": {"essential": True, "value": settings.OIDC["client"]},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "nonce": {"essential": True},
    }


def _userinfo(provider, metadata, token) -> dict:
    """ProConnect signs what it says about the agent; others answer plain JSON over TLS."""
    answer = provider.get(metadata["userinfo_endpoint"], token=token)
    answer.raise_for_status()
    if not answer.headers.get("Content-Type", "").startswith("application/jwt"):
        said = answer.json()
    else:
        keys = KeySet.import_key_set(provider.fetch_jwk_set())
        said = jwt.decode(answer.text, keys, registry=JWSRegistry(algorithms=SIGNED_WITH)).claims
        audience = said.get("aud")
        if said.get("iss") != metadata["issuer"] or settings.OIDC["client"] not in (audience, *(audience or ())):
            raise Refused("userinfo")
    if said.get("sub") != token["userinfo"]["sub"]:
        raise Refused("subject")
    return {name: said[name] for name in ("email", "email_verified", "idp_id", "amr") if name in said}


def _claims(said, about, id_token: str) -> Claims:
    verified = about.get("email_verified", True)
    return Claims(
        issuer=said["iss"],
        subject=said["sub"],
        email=about.get("email") or "" if verified else "",
        provider=about.get("idp_id") or "",
        methods=frozenset(about.get("amr") or ()),
        id_token=id_token,
    )


@transaction.atomic
def account_for(claims: Claims, *, at: datetime) -> Account | None:
    """By subject; the first time by e-mail, if one open account alone has it and is not tied to somebody else."""
    tied = Provided.objects.filter(issuer=claims.issuer, subject=claims.subject).select_related("account").first()
    if tied is not None:
        return tied.account if tied.account.is_active else None
    if not claims.email:
        return None
    found = list(Account.objects.select_for_update().filter(email__iexact=claims.email, is_active=True)[:2])
    if len(found) != 1 or Provided.objects.filter(issuer=claims.issuer, account=found[0]).exists():
        return None
    Provided.objects.create(account=found[0], issuer=claims.issuer, subject=claims.subject, since=at)
    who = Actor(found[0].pk, found[0].name, {})
    journal.record(actor=who, at=at, verb="account.tie", kind="access.account", subject=found[0].pk)
    return found[0]


def end_session_address(request) -> str:
    """Where to go to leave the provider too, for a session that it opened."""
    hint = request.session.get(HINT)
    if not hint or not settings.OIDC["discovery"]:
        return ""
    back = request.build_absolute_uri(reverse("access:login"))
    try:
        return _provider().create_logout_url(post_logout_redirect_uri=back, id_token_hint=hint)["url"]
    except (AuthlibBaseError, RequestException, RuntimeError):
        return ""
