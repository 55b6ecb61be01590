from django.urls import path

from tisserand.inquiries.web import edit, evictions, housing, opening
from tisserand.inquiries.web.concerns import colleagues, figures, pages
from tisserand.inquiries.web.concerns import edit as concern_edit

app_name = "inquiries"
EVICTION = "enquetes/<uuid:eviction_id>/"
CONCERNS = "informations-preoccupantes/"
CONCERN = f"{CONCERNS}<uuid:concern_id>/"
CHILDREN = "protection-enfance/"

urlpatterns = [
    path("enquetes/", evictions.evictions, name="evictions"),
    path("enquetes/nouvelle/<uuid:person_id>/", opening.new, name="new"),
    path("logement/<uuid:person_id>/", housing.housing, name="housing"),
    path(EVICTION, evictions.eviction, name="eviction"),
    path(f"{EVICTION}diagnostic.pdf", evictions.paper, name="paper"),
    path(f"{EVICTION}achever", evictions.finish, name="finish"),
    path(f"{EVICTION}reprendre", evictions.take_up_again, name="take_up_again"),
    path(f"{EVICTION}<slug:section>/", edit.edit, name="edit"),
    path(CONCERNS, pages.concerns, name="concerns"),
    path(f"{CONCERNS}nouvelle/", pages.new, name="concern_new"),
    path(f"{CONCERNS}statistiques/", figures.figures, name="concern_figures"),
    path(f"{CONCERNS}statistiques.csv", figures.export, name="concern_figures_export"),
    path(f"{CONCERNS}recues/<uuid:transmission_id>/", colleagues.incoming, name="incoming"),
    path(CONCERN, pages.concern, name="concern"),
    path(f"{CONCERN}clore", pages.close, name="concern_close"),
    path(f"{CONCERN}<slug:writing>.pdf", pages.paper, name="concern_paper"),
    path(f"{CONCERN}restitution/<uuid:transmission_id>.pdf", pages.return_paper, name="return_paper"),
    path(f"{CONCERN}<slug:section>/", concern_edit.edit, name="concern_edit"),
    path(f"{CONCERN}<slug:section>/<uuid:part_id>/", concern_edit.edit_part, name="concern_part"),
    path(CHILDREN, colleagues.mine, name="children"),
    path(f"{CHILDREN}transmettre/", colleagues.transmit, name="transmit"),
    path(f"{CHILDREN}transmissions/<uuid:transmission_id>/", colleagues.transmission, name="transmission"),
    path(f"{CHILDREN}avis/<uuid:contribution_id>/", colleagues.contribution, name="contribution"),
]
