from django.urls import path

from tisserand.inquiries.web import edit, evictions, housing, opening

app_name = "inquiries"
EVICTION = "enquetes/<uuid:eviction_id>/"

urlpatterns = [
    path("enquetes/", evictions.evictions, name="evictions"),
    path("enquetes/nouvelle/<uuid:person_id>/", opening.new, name="new"),
    path("logement/<uuid:person_id>/", housing.housing, name="housing"),
    path(EVICTION, evictions.eviction, name="eviction"),
    path(f"{EVICTION}diagnostic.pdf", evictions.paper, name="paper"),
    path(f"{EVICTION}achever", evictions.finish, name="finish"),
    path(f"{EVICTION}reprendre", evictions.take_up_again, name="take_up_again"),
    path(f"{EVICTION}<slug:section>/", edit.edit, name="edit"),
]
