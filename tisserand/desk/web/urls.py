from django.urls import path

from tisserand.desk.web import arrivals, day, duties, file, line, visit

app_name = "desk"

urlpatterns = [
    path("", day.my_day, name="my_day"),
    path("echeances/", duties.all_duties, name="duties"),
    path("echeances/equipes/", duties.teams, name="teams"),
    path("personnes/<uuid:person_id>/", file.file, name="file"),
    path("personnes/<uuid:person_id>/ouvrir/", file.open_person, name="open"),
    path("personnes/<uuid:person_id>/parcours/", file.story, name="story"),
    path("accueil/", line.show, name="line"),
    path("accueil/file/", line.changes, name="line_changes"),
    path("accueil/site", line.choose_site, name="line_site"),
    path("accueil/noms", line.show_names, name="line_names"),
    path("accueil/chercher", arrivals.find, name="find_arrival"),
    path("accueil/inscrire", arrivals.register_known, name="register_known"),
    path("accueil/inscrire-sans-nom", arrivals.register_nameless, name="register_nameless"),
    path("accueil/inscrire-nouvelle", arrivals.register_new, name="register_new"),
    path("venues/<uuid:visit_id>/", visit.show, name="visit"),
    path("venues/<uuid:visit_id>/chercher", visit.find, name="visit_find"),
    path("venues/<uuid:visit_id>/nommer", visit.name, name="visit_name"),
    path("venues/<uuid:visit_id>/nommer-nouvelle", visit.name_new, name="visit_name_new"),
]
