from django.urls import path

from tisserand.reception.web import (
    appointments,
    appointments_book,
    appointments_gestures,
    danger,
    demand,
    describe,
    gestures,
    messages,
    papers,
    papers_typing,
)

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
    path("venues/<uuid:visit_id>/attestation.pdf", papers.certificate, name="certificate"),
    path("rendez-vous/", appointments.show, name="appointments"),
    path("rendez-vous/<uuid:appointment_id>/", appointments_gestures.show, name="appointment"),
    path("rendez-vous/<uuid:appointment_id>/carte.pdf", appointments_gestures.card, name="appointment_card"),
    path("rendez-vous/<uuid:appointment_id>/honore", appointments_gestures.honour, name="honour"),
    path("rendez-vous/<uuid:appointment_id>/non-honore", appointments_gestures.miss, name="miss"),
    path("rendez-vous/<uuid:appointment_id>/annuler", appointments_gestures.cancel, name="cancel_appointment"),
    path("rendez-vous/<uuid:appointment_id>/contact-repris", appointments_gestures.take_up, name="take_up_contact"),
    path("rendez-vous/<uuid:appointment_id>/reporter/", appointments_book.postpone, name="postpone"),
    path("personnes/<uuid:person_id>/rendez-vous/", appointments_book.book, name="book"),
    path("personnes/<uuid:person_id>/message/", messages.leave, name="leave_message"),
    path("messages/<uuid:message_id>/", messages.show, name="message"),
    path("messages/<uuid:message_id>/fait", messages.answer, name="answer_message"),
    path("papiers/fiche-accueil.pdf", papers.blank_sheet, name="blank_sheet"),
    path("accueil/fiche-papier/", papers_typing.type_sheet, name="type_sheet"),
]
