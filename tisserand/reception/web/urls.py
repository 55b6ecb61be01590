from django.urls import path

from tisserand.reception.web import gestures

app_name = "reception"

urlpatterns = [
    path("venues/<uuid:visit_id>/faire-entrer/", gestures.receive, name="receive"),
    path("venues/<uuid:visit_id>/terminer/", gestures.close, name="close"),
    path("venues/<uuid:visit_id>/retablir/", gestures.take_back, name="take_back"),
    path("venues/<uuid:visit_id>/retirer/", gestures.cancel, name="cancel"),
    path("venues/<uuid:visit_id>/objet/", gestures.purpose, name="purpose"),
    path("venues/<uuid:visit_id>/danger/", gestures.danger, name="danger"),
]
