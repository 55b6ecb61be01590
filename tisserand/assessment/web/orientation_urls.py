from django.urls import path

from tisserand.assessment.web import orientation_gestures as gestures
from tisserand.assessment.web.orientation_lists import orientations
from tisserand.assessment.web.orientation_new import orient
from tisserand.assessment.web.orientation_show import acknowledge, orientation, send

ONE = "orientations/<uuid:orientation_id>/"

urlpatterns = [
    path("orientations/", orientations, name="orientations"),
    path("personnes/<uuid:person_id>/orienter", orient, name="orient"),
    path(ONE, orientation, name="orientation"),
    path(f"{ONE}envoyer", send, name="send"),
    path(f"{ONE}accuser-reception", acknowledge, name="acknowledge"),
    path(f"{ONE}noter-sa-reponse", gestures.agreement, name="agreement"),
    path(f"{ONE}repondre", gestures.answer, name="answer"),
    path(f"{ONE}completer", gestures.reply, name="reply"),
    path(f"{ONE}proposer-ailleurs", gestures.again, name="again"),
    path(f"{ONE}attribuer", gestures.attribute, name="attribute"),
    path(f"{ONE}noter-le-premier-rendez-vous", gestures.meeting, name="meeting"),
    path(f"{ONE}trancher", gestures.arbitrate, name="arbitrate"),
    path(f"{ONE}retirer", gestures.withdraw, name="withdraw"),
    path(f"{ONE}contester", gestures.contest, name="contest"),
]
