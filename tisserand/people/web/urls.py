from django.urls import path

from tisserand.people.web import contact, duplicates, entries, history, household, identity, merging, protected, search

app_name = "people"
urlpatterns = [
    path("", search.search, name="search"),
    path("creer", search.create, name="create"),
    path("a-verifier/", protected.shadows, name="shadows"),
    path("a-verifier/<uuid:shadow_id>/rattacher", protected.attach, name="attach"),
    path("<uuid:person_id>/identite/", identity.identity, name="identity"),
    path("<uuid:person_id>/coordonnees/", contact.contact, name="contact"),
    path("<uuid:person_id>/coordonnees/telephone/ajouter", contact.add_contact, name="add_contact"),
    path("<uuid:person_id>/coordonnees/adresse/ajouter", contact.add_address, name="add_address"),
    path("<uuid:person_id>/coordonnees/<uuid:row_id>/terminer", contact.end, name="end_contact"),
    path("<uuid:person_id>/proches/", household.household, name="household"),
    path("<uuid:person_id>/proches/<uuid:other_id>/declarer", household.declare, name="declare_relative"),
    path("<uuid:person_id>/proches/<uuid:link_id>/terminer", household.end, name="end_relative"),
    path("<uuid:person_id>/ressemblances/", duplicates.duplicates, name="duplicates"),
    path("<uuid:person_id>/ressemblances/<uuid:other_id>/distinguer", duplicates.distinct, name="distinct"),
    path("<uuid:person_id>/reunir/<uuid:other_id>/", merging.merge, name="merge"),
    path("<uuid:person_id>/reunions/<uuid:fold_id>/defaire/", merging.undo, name="undo_fold"),
    path("<uuid:person_id>/pieces/", entries.entries, name="entries"),
    path("<uuid:person_id>/pieces/<uuid:key>/reclasser/", entries.misfiled, name="misfiled"),
    path("<uuid:person_id>/pieces/<uuid:key>/reclasser/<uuid:to_id>/deplacer", entries.move, name="move_entry"),
    path("<uuid:person_id>/modifications/", history.history, name="history"),
    path("<uuid:person_id>/separer/", entries.split, name="split"),
    path("<uuid:person_id>/proteger", protected.restrict, name="restrict"),
    path("<uuid:person_id>/je-connais", protected.step_aside, name="step_aside"),
]
