"""Know an OPD's own system by the token it fetched with its secret; it acts as the service account it belongs to."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.idp.oidc.models import Client, Token
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from citizens.models import User
from foundation.api.problems import Problem

READ: Final = "cases:read"
WRITE: Final = "cases:write"
SCOPES: Final = (READ, WRITE)
TOKEN: Final = re.compile(r"[A-Za-z0-9_\-]{40,200}", re.ASCII)
ADDRESSES: Final = "addresses"
SAFE: Final = frozenset({"GET", "HEAD"})


class SystemToken(BaseAuthentication):
    """Take `Authorization: Bearer`; what the account may see and do is decided where it is for its officers."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """Return the account a system acts as, None without a token; raises 401 for one that is worth nothing."""
        kind, _space, text = get_authorization_header(request).decode("latin-1").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = Token.objects.lookup(Token.Type.ACCESS_TOKEN, text) if TOKEN.fullmatch(text) else None
        client: Any = token.client if token is not None else None
        # With client credentials a token has no user; the account is the client's owner, asked anew each time.
        if client is None or Client.GrantType.CLIENT_CREDENTIALS not in client.get_grant_types():
            raise AuthenticationFailed
        if not isinstance(client.owner, User) or not client.owner.is_active or not _from_home(client, request):
            raise AuthenticationFailed
        return client.owner, token

    def authenticate_header(self, request: Request) -> str:
        """Name what is asked for."""
        return "Bearer"


def _from_home(client: Any, request: Request) -> bool:
    """Say whether a request comes from an address of the system, where its client names some."""
    homes = (client.data or {}).get(ADDRESSES, [])
    address = get_adapter().get_client_ip(request._request)
    return not homes or any(ip_address(address) in ip_network(home) for home in homes)


class ScopeOfSystem(BasePermission):
    """Let a system in where the view says so, with the scope of reading or of writing; people need none."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return True, or raise a problem that names the scope."""
        if not isinstance(request.auth, Token):
            return True
        wanted = READ if request.method in SAFE else WRITE
        if not getattr(view, "for_systems", False) or wanted not in request.auth.get_scopes():
            raise Problem(403, code="insufficient_scope")
        return True


class SystemTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describe the way to a token in OpenAPI."""

    target_class = SystemToken
    name = "systemToken"

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[str]]]:
        """Return the scope an operation wants; nothing for one that is not for systems."""
        if not getattr(auto_schema.view, "for_systems", False):
            return []
        return [{self.name: [READ if auto_schema.method in SAFE else WRITE]}]

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Return the scheme."""
        described = {READ: "Read the cases of the service account.", WRITE: "Act on them."}
        flow = {"tokenUrl": "/api/v1/auth/token", "scopes": described}
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}
