from django.urls import path

from tisserand.privacy.web import rights, rights_copy, rights_new, rights_request

ONE = "demandes/<uuid:request_id>/"
urlpatterns = [
    path("personnes/<uuid:person_id>/demandes/nouvelle/", rights_new.new, name="rights_new"),
    path("demandes/", rights.rights, name="rights"),
    path(ONE, rights_request.show, name="request"),
    path(f"{ONE}verifier", rights_request.check_identity, name="check_identity"),
    path(f"{ONE}prolonger", rights_request.extend, name="extend_request"),
    path(f"{ONE}decider", rights_request.decide, name="decide_request"),
    path(f"{ONE}repondre", rights_request.answer, name="answer_request"),
    path(f"{ONE}retirer", rights_request.withdraw, name="withdraw_request"),
    path(f"{ONE}mentionner", rights_request.notice, name="ask_notice"),
    path(f"{ONE}mentions/<uuid:notice_id>/lever", rights_request.lift, name="lift_notice"),
    path(f"{ONE}corriger", rights_request.rectify, name="rectify"),
    path(f"{ONE}destinataires/<uuid:recipient_id>/prevenir", rights_request.tell, name="tell_recipient"),
    path(f"{ONE}rassembler", rights_request.start_copy, name="start_copy"),
    path(f"{ONE}copie/", rights_copy.review, name="copy"),
    path(f"{ONE}copie/avancement/", rights_copy.progress, name="copy_progress"),
    path(f"{ONE}copie/faire", rights_copy.make, name="make_copy"),
    path(f"{ONE}copie/elements/<uuid:item_id>/decider", rights_copy.decide_item, name="decide_item"),
    path(f"{ONE}copie/chapitres/<slug:chapter>/relire", rights_copy.read_chapter, name="read_chapter"),
]
