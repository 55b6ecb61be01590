from django.urls import path

from tisserand.transmissions.web import addresses, edit, letters, person

app_name = "transmissions"
LETTER, ADDRESS = "transmissions/<uuid:letter_id>/", "domiciliations/<uuid:address_id>/"

urlpatterns = [
    path("transmissions/", letters.letters, name="letters"),
    path("transmissions/personne/<uuid:person_id>/", person.person, name="person"),
    path("transmissions/nouvelle/<uuid:person_id>/", letters.new, name="new"),
    path(LETTER, letters.letter, name="letter"),
    path(f"{LETTER}lettre.pdf", letters.paper, name="paper"),
    path(f"{LETTER}sceller", letters.seal, name="seal"),
    path(f"{LETTER}reprendre", letters.take_up_again, name="take_up_again"),
    path(f"{LETTER}<slug:section>/", edit.edit, name="edit"),
    path("domiciliations/", addresses.addresses, name="addresses"),
    path("domiciliations/nouvelle/<uuid:person_id>/", addresses.new, name="new_address"),
    path(ADDRESS, addresses.address, name="address"),
    path(f"{ADDRESS}attestation.pdf", addresses.certificate, name="certificate"),
    path(f"{ADDRESS}<slug:slug>/", addresses.step, name="step"),
    path("protections/nouvelle/<uuid:person_id>/", person.new_measure, name="new_measure"),
    path("protections/<uuid:measure_id>/fin/", person.end_measure, name="end_measure"),
]
