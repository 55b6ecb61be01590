"""One way in, one way out: each request is one transaction with its scope (decision D7)."""

import logging
from contextlib import nullcontext

from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils import timezone

from tisserand.access import journal, scope
from tisserand.access.queries import actor_entering
from tisserand.access.rules import FILES_AN_HOUR_MOST
from tisserand.kernel.ids import new_id, short_reference

logger = logging.getLogger("tisserand.request")

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# What was asked for, or the same page again with a conflict (409) or a refusal (422): the file was on the screen.
SHOWN = frozenset({*range(200, 400), 409, 422})
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)


SECURE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
METHODS = ("GET", "HEAD", "POST")
# The largest file we keep, the form around it, and the frame of the envelope.
LARGEST_BODY = 17 * 1024 * 1024


class SecureHeaders:
    """The outermost: a strict policy on every answer, errors and files too; what cannot be for us goes no further."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self._at_the_door(request) or self.get_response(request)
        for name, value in SECURE_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    @staticmethod
    def _at_the_door(request) -> HttpResponse | None:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            return HttpResponse(render_to_string("ui/413.html", {"incident": ""}), status=413)
        return None


class RequestScope:
    """Transaction → scope → view and rendering → rollback on ≥ 500; readings are written before the answer leaves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = timezone.now()
        request.incident = short_reference(new_id())
        request.consultations = []
        # What a reading leaves behind it, beside consultations: written once the answer is made.
        request.deeds = []
        with transaction.atomic():
            reading = request.method in READING
            request.actor = self._enter(request, reading)
            with connection.execute_wrapper(refuse_writes) if reading else nullcontext():
                response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                self._leave()
        self._do(request)
        return self._with_consultations(request, response)

    def _do(self, request) -> None:
        if request.deeds:
            with transaction.atomic():
                for deed in request.deeds:
                    deed()

    @staticmethod
    def _enter(request, reading: bool):
        actor = actor_entering(request.user, at=request.now) if request.user.is_authenticated else None
        # PostgreSQL itself refuses to write in a GET. Inside a test's transaction only the wrapper does.
        scope.enter(actor, read_only=reading and not connection.savepoint_ids)
        zone = actor.posts[0].time_zone if actor and actor.posts else None
        if zone:
            timezone.activate(zone)
        else:
            timezone.deactivate()
        return actor

    @staticmethod
    def _leave() -> None:
        """The commit forgets the scope; a test's transaction goes on."""
        if connection.savepoint_ids and not connection.needs_rollback:
            scope.leave()

    def _with_consultations(self, request, response):
        if not request.consultations or response.status_code not in SHOWN:
            return response
        try:
            with transaction.atomic():
                scope.introduce(request.actor.account_id)
                files = journal.record_consultations(
                    actor=request.actor, at=request.now, consultations=request.consultations
                )
                self._leave()
        except DatabaseError:
            logger.exception("consultation not recorded", extra={"incident": request.incident})
            return HttpResponse(render_to_string("ui/503.html", {"incident": request.incident}), status=503)
        if files > FILES_AN_HOUR_MOST and request.method in READING:
            # Nobody reads so many: the answer stays here, and the attempt in the journal (check 14).
            return HttpResponse(render_to_string("ui/429.html", {"most": FILES_AN_HOUR_MOST}), status=429)
        return response


class WriteInReading(RuntimeError):
    """A page that only reads tried to write: a defect, never a user's error."""


def refuse_writes(execute, sql, params, many, context):
    """The second lock on «a GET writes nothing»: names the statement where PostgreSQL would only refuse it."""
    verb = sql.lstrip(" (").split(None, 1)[0].lower()
    if verb in {"insert", "update", "delete", "truncate", "copy", "merge"}:
        raise WriteInReading(sql.split("(", 1)[0])
    return execute(sql, params, many, context)
