"""Back to the page a gesture came from: rooms above show our buttons, and we do not know their addresses."""

from urllib.parse import urlsplit

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def address(request) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or _came_from(request)
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe and asked.startswith("/") else "/"


def back(request) -> HttpResponseRedirect:
    return HttpResponseRedirect(address(request))


def _came_from(request) -> str:
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() and page.path != request.path else "/"
