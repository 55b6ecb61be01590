"""Error pages: static, French, with a reference to read aloud (decision D30). They run no query."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from tisserand.access.gate import public


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
