"""Old addresses of a file that was joined to another lead to that one, with what was being sent."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tisserand.people import queries

# The browser sends the same form again, to the right address: nothing typed is lost.
SAME_METHOD = 307


class FollowJoined:
    """Inside the scope of the request: whoever may not see the file learns nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if response.status_code != 404 or not match or "person_id" not in match.kwargs or request.actor is None:
            return response
        kept = queries.kept_of(request.actor, match.kwargs["person_id"])
        return self._there(request, match, kept) if kept else response

    @staticmethod
    def _there(request, match, kept) -> HttpResponse:
        address = reverse(match.view_name, kwargs={**match.kwargs, "person_id": kept})
        answer = HttpResponseRedirect(address)
        if request.method == "POST":
            answer.status_code = SAME_METHOD
        return answer
