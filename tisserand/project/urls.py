"""URLs in French, their names in English (decision D31)."""

from django.urls import include, path

# An address is looked for in this order: the rooms that are asked for all day come first.
urlpatterns = [
    path("", include("tisserand.desk.web.urls")),
    path("", include("tisserand.access.web.urls")),
    path("organisation/", include("tisserand.territories.web.urls")),
    path("", include("tisserand.support.web.urls")),
    path("", include("tisserand.inquiries.web.urls")),
    path("", include("tisserand.transmissions.web.urls")),
    path("", include("tisserand.steering.web.urls")),
    path("", include("tisserand.assessment.web.urls")),
    path("personnes/", include("tisserand.people.web.urls")),
    path("", include("tisserand.documents.web.urls")),
    path("", include("tisserand.reception.web.urls")),
    path("confidentialite/", include("tisserand.privacy.web.urls")),
    path("echeances/", include("tisserand.deadlines.web.urls")),
]

handler400 = "tisserand.project.errors.bad_request"
handler403 = "tisserand.project.errors.forbidden"
handler404 = "tisserand.project.errors.not_found"
handler500 = "tisserand.project.errors.server_error"
