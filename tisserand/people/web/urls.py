from django.urls import path

from tisserand.people.web import (
    consents,
    contact,
    duplicates,
    emergency,
    household,
    identity,
    outside,
    protected,
    search,
)

app_name = "people"
urlpatterns = [
    path("", search.search, name="search"),
    path("creer", search.create, name="create"),
    path("a-verifier/", protected.shadows, name="shadows"),
    path("a-verifier/<uuid:shadow_id>/rattacher", protected.attach, name="attach"),
    path("acces-urgence/", emergency.emergencies, name="emergencies"),
    path("acces-urgence/<uuid:grant_id>/", emergency.review, name="emergency"),
    path("<uuid:person_id>/acces-urgence/", emergency.break_glass, name="emergency_open"),
    path("<uuid:person_id>/acces-urgence/fermer", emergency.close, name="emergency_close"),
    path("<uuid:person_id>/hors-de-mon-site/", outside.outside, name="outside"),
    path("<uuid:person_id>/identite/", identity.identity, name="identity"),
    path("<uuid:person_id>/coordonnees/", contact.contact, name="contact"),
    path("<uuid:person_id>/coordonnees/telephone/ajouter", contact.add_contact, name="add_contact"),
    path("<uuid:person_id>/coordonnees/adresse/ajouter", contact.add_address, name="add_address"),
    path("<uuid:person_id>/coordonnees/<uuid:row_id>/terminer", contact.end, name="end_contact"),
    path("<uuid:person_id>/proches/", household.household, name="household"),
    path("<uuid:person_id>/proches/<uuid:other_id>/declarer", household.declare, name="declare_relative"),
    path("<uuid:person_id>/proches/<uuid:link_id>/terminer", household.end, name="end_relative"),
    path("<uuid:person_id>/accords/", consents.consents, name="consents"),
    path("<uuid:person_id>/accords/<uuid:consent_id>/retirer", consents.withdraw, name="withdraw_consent"),
    path("<uuid:person_id>/ressemblances/", duplicates.duplicates, name="duplicates"),
    path("<uuid:person_id>/ressemblances/<uuid:other_id>/distinguer", duplicates.distinct, name="distinct"),
    path("<uuid:person_id>/proteger", protected.restrict, name="restrict"),
    path("<uuid:person_id>/je-connais", protected.step_aside, name="step_aside"),
]
