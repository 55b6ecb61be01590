from django.urls import path

from tisserand.deadlines.web import clocks

app_name = "deadlines"

urlpatterns = [
    path("<uuid:obligation_id>/", clocks.why, name="why"),
    path("<uuid:obligation_id>/fait-hors-outil", clocks.done_elsewhere, name="done_elsewhere"),
]
