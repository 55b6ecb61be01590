from django.urls import path

from tisserand.reception.web import danger, demand, describe, gestures

app_name = "reception"

urlpatterns = [
    path("venues/<uuid:visit_id>/faire-entrer", gestures.receive, name="receive"),
    path("venues/<uuid:visit_id>/terminer", gestures.close, name="close"),
    path("venues/<uuid:visit_id>/retablir", gestures.take_back, name="take_back"),
    path("venues/<uuid:visit_id>/retirer", gestures.cancel, name="cancel"),
    path("venues/<uuid:visit_id>/objet", gestures.purpose, name="purpose"),
    path("venues/<uuid:visit_id>/danger", gestures.danger, name="danger"),
    path("venues/<uuid:visit_id>/preciser/", describe.describe, name="describe"),
    path("venues/<uuid:visit_id>/demande/", demand.write, name="demand"),
    path("urgences/<uuid:emergency_id>/", danger.show, name="emergency"),
    path("urgences/<uuid:emergency_id>/prendre", danger.take, name="take_emergency"),
    path("urgences/<uuid:emergency_id>/nommer", danger.say_kind, name="emergency_kind"),
    path("urgences/<uuid:emergency_id>/reporter", danger.carry_over, name="carry_emergency"),
    path("urgences/<uuid:emergency_id>/issue", danger.answer, name="answer_emergency"),
]
