"""Error pages: static, French, with a reference to read aloud (decision D30). They run no query."""

import logging

from django.http import HttpResponse
from django.template.loader import render_to_string

from tisserand.access.gate import public

logger = logging.getLogger("tisserand.refused")


def _page(request, status: int, **context) -> HttpResponse:
    incident = getattr(request, "incident", "")
    return HttpResponse(render_to_string(f"ui/{status}.html", {"incident": incident, **context}), status=status)


def _tell(request, what: str) -> None:
    """Who was refused which page (ASVS 16.3.2). Behind a wall or nowhere answers alike, to the log too."""
    actor, found = getattr(request, "actor", None), request.resolver_match
    if actor and found:
        told = {"incident": request.incident, "account": actor.account_id, "route": found.view_name}
        logger.info(what, extra=told)


@public
def bad_request(request, exception=None):
    return _page(request, 400)


@public
def forbidden(request, exception=None):
    _tell(request, "forbidden")
    return _page(request, 403)


@public
def not_found(request, exception=None):
    _tell(request, "not found")
    return _page(request, 404)


@public
def server_error(request):
    return _page(request, 500)
