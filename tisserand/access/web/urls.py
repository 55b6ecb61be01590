from django.urls import path

from tisserand.access.web import covers, drafts, login, resume, roles

app_name = "access"
urlpatterns = [
    path("connexion/", login.sign_in, name="login"),
    path("connexion/demonstration/", login.sign_in_as, name="demo_login"),
    path("connexion/oublier/", login.forget, name="forget_logins"),
    path("connexion/reprendre/", resume.resume, name="resume"),
    path("deconnexion/", login.sign_out, name="logout"),
    path("brouillons/", drafts.unfinished, name="drafts"),
    path("brouillons/<slug:form>/garder", drafts.keep, name="keep_draft"),
    path("brouillons/<uuid:draft_id>/jeter", drafts.discard, name="discard_draft"),
    path("remplacements/", covers.covers, name="covers"),
    path("remplacements/<uuid:cover_id>/finir", covers.end, name="end_cover"),
    path("roles/", roles.matrix, name="roles"),
]
