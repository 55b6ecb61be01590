"""Error pages: static, French, with a reference to read aloud (decision D30). They run no query."""

from django.http import HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, get_token
from django.template.loader import render_to_string

from tisserand.access.gate import public
from tisserand.access.kept import kept_fields


def _page(request, status: int, **context) -> HttpResponse:
    incident = getattr(request, "incident", "")
    return HttpResponse(render_to_string(f"ui/{status}.html", {"incident": incident, **context}), status=status)


@public
def bad_request(request, exception=None):
    return _page(request, 400)


@public
def forbidden(request, exception=None):
    return _page(request, 403)


@public
def not_found(request, exception=None):
    return _page(request, 404)


@public
def server_error(request):
    return _page(request, 500)


@public
def csrf_failure(request, reason=""):
    """A page opened before the last sign-in. What was typed is shown again, ready to send, when it comes from us."""
    ours = reason != REASON_BAD_ORIGIN.split("%")[0] and _same_origin(request)
    context = {
        "fields": kept_fields(request) if ours else [],
        "target": request.path if ours else "",
        "csrf_token": get_token(request),
    }
    incident = getattr(request, "incident", "")
    return HttpResponse(
        render_to_string("access/stale_page.html", {"incident": incident, **context}, request=None), status=403
    )


def _same_origin(request) -> bool:
    return request.headers.get("Origin", "").split("://")[-1] == request.get_host()
