"""The product, and one page that breaks with somebody's words in hand."""

from django.http import HttpResponse
from django.urls import path

from tisserand.access.gate import public
from tisserand.project.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ("handler400", "handler403", "handler404", "handler500")


@public
def breaks(request):
    words = request.POST.get("words", "")
    raise ValueError(f"impossible value: {words}")


@public
def opens_a_session(request):
    request.session["here"] = True
    return HttpResponse(status=204)


urlpatterns = [*urlpatterns, path("casse/", breaks, name="breaks"), path("session/", opens_a_session, name="session")]
