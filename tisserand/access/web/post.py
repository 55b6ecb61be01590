"""A shared post remembers the last logins used on it, once somebody said it is shared by switching user.

Logins only, never a name; signed, out of reach of scripts, forgotten after a month or at once on request.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse

COOKIE = "__Host-post" if settings.SECURE else "post"
SALT = "tisserand.post"
MOST = 3
KEPT = timedelta(days=30)
BETWEEN = "|"
# Longer than any login we give: a cookie is no place for more.
LONGEST = 150


def logins(request) -> list[str]:
    """The last one first."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT)
    return [login for login in kept.split(BETWEEN) if login][:MOST]


def remember(request, answer: HttpResponse, login: str, *, shared: bool = False) -> HttpResponse:
    """A post nobody called shared remembers nobody."""
    known = logins(request)
    if (known or shared) and len(login) <= LONGEST:
        kept = [login, *(one for one in known if one != login)][:MOST]
        answer.set_signed_cookie(
            COOKIE, BETWEEN.join(kept), salt=SALT, max_age=KEPT, httponly=True, secure=settings.SECURE, samesite="Lax"
        )
    return answer


def forget(answer: HttpResponse) -> HttpResponse:
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer
