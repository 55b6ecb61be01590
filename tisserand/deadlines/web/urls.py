from django.urls import path

from tisserand.deadlines.web import agenda, book, clocks, feed, passing

app_name = "deadlines"

urlpatterns = [
    path("agenda/", agenda.show, name="agenda"),
    path("agenda/ouvrir", agenda.open_feed, name="open_feed"),
    path("agenda/revoquer", agenda.revoke_feed, name="revoke_feed"),
    path("agenda/resume", agenda.choose_digest, name="choose_digest"),
    path("agenda/<slug:secret>.ics", feed.read, name="feed"),
    path("regles/", book.contents, name="rules"),
    path("regles/<slug:rule>/", book.rule, name="rule"),
    path("regles/<slug:rule>/regler", book.adjust, name="adjust"),
    path("<uuid:obligation_id>/", clocks.why, name="why"),
    path("<uuid:obligation_id>/fait-hors-outil", clocks.done_elsewhere, name="done_elsewhere"),
    path("<uuid:obligation_id>/confier", passing.give, name="give"),
    path("<uuid:obligation_id>/signaler", passing.tell, name="tell"),
]
