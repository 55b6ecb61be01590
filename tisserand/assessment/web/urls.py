from django.urls import path

from tisserand.assessment.web import first_assessment as first
from tisserand.assessment.web import opinions, orientation_urls

app_name = "assessment"
urlpatterns = [
    path("personnes/<uuid:person_id>/evaluations/", first.of_person, name="of_person"),
    path("personnes/<uuid:person_id>/evaluations/commencer", first.start, name="start"),
    path("evaluations/<uuid:assessment_id>/", first.show, name="first"),
    path("evaluations/<uuid:assessment_id>/enregistrer", first.save, name="save"),
    path("evaluations/<uuid:assessment_id>/conclure", first.conclude, name="conclude"),
    path("evaluations/<uuid:assessment_id>/attribuer", first.attribute, name="attribute_support"),
    path("evaluations/<uuid:assessment_id>/versions/", first.versions, name="versions"),
    path("evaluations/<uuid:assessment_id>/avis/", opinions.opinions, name="opinions"),
    path("evaluations/<uuid:assessment_id>/avis/signer", opinions.sign, name="sign_opinion"),
    *orientation_urls.urlpatterns,
]
