"""Confidentiality: what is kept and until when, who read what, and the rights of the person."""

from django.urls import path

from tisserand.privacy.web import deciding, reads_urls, register, retention, rights_urls

app_name = "privacy"
LIST = "conservation/bordereaux/<uuid:bordereau_id>/"

urlpatterns = [
    path("conservation/", retention.retention, name="retention"),
    path("conservation/proposer", retention.propose, name="propose"),
    path("conservation/bordereaux/", retention.bordereaux, name="bordereaux"),
    path(LIST, retention.bordereau, name="bordereau"),
    path(f"{LIST}viser", retention.give_visa, name="give_visa"),
    path(f"{LIST}abandonner", retention.drop, name="drop"),
    path("conservation/suspensions/", deciding.holds, name="holds"),
    path("conservation/suspensions/<uuid:hold_id>/lever", deciding.lift, name="lift_hold"),
    path("conservation/durees/", deciding.durations, name="durations"),
    path("conservation/durees/<slug:kind>/", deciding.decide, name="decide"),
    path("registre/", register.register, name="register"),
    path("registre.csv", register.export, name="register_export"),
    *reads_urls.urlpatterns,
    *rights_urls.urlpatterns,
]
