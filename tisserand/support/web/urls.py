from django.urls import path

from tisserand.support.web import continuity, edit, finishing, gestures, history, opening, papers, plans, regulation

app_name = "support"
PLAN = "accompagnements/<uuid:plan_id>/"
SESSION = "regulation/<uuid:session_id>/"

urlpatterns = [
    path("accompagnements/", plans.plans, name="plans"),
    path("accompagnements/nouveau/<uuid:person_id>/", opening.new, name="new"),
    path("accompagnements/continuite/<uuid:person_id>/", continuity.continuity, name="continuity"),
    path("accompagnements/continuite/<uuid:person_id>/<uuid:sheet_id>.pdf", papers.continuity, name="continuity_paper"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}projet.pdf", papers.project, name="project"),
    path(f"{PLAN}modifications/", history.history, name="history"),
    path(f"{PLAN}finir/", finishing.finish, name="finish"),
    path(f"{PLAN}finir/<uuid:note_id>/completer", finishing.complete, name="complete_note"),
    path(f"{PLAN}finir/clore", finishing.end, name="end_finishing"),
    path(f"{PLAN}activer", gestures.activate, name="activate"),
    path(f"{PLAN}representer", gestures.present_again, name="present_again"),
    path(f"{PLAN}relais-pris", gestures.confirm_relay, name="confirm_relay"),
    path(f"{PLAN}etapes/<uuid:part_id>/faite", gestures.finish_step, name="finish_step"),
    path(f"{PLAN}etapes/<uuid:part_id>/rouvrir", gestures.reopen_step, name="reopen_step"),
    path(f"{PLAN}engagements/<uuid:part_id>/tenu", gestures.keep, name="keep_commitment"),
    path(f"{PLAN}engagements/<uuid:part_id>/manque", gestures.miss, name="miss_commitment"),
    path(f"{PLAN}engagements/<uuid:part_id>/lever", gestures.end, name="end_commitment"),
    path(f"{PLAN}<slug:section>/", edit.edit, name="edit"),
    path(f"{PLAN}<slug:section>/<uuid:part_id>/", edit.edit, name="edit_part"),
    path("regulation/", regulation.regulation, name="regulation"),
    path("regulation/ouvrir", regulation.open_session, name="open_session"),
    path(SESSION, regulation.session, name="session"),
    path(f"{SESSION}clore", regulation.close_session, name="close_session"),
    path(f"{SESSION}<uuid:plan_id>/", regulation.decide, name="decide"),
]
