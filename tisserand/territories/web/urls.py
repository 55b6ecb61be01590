from django.urls import path

from tisserand.territories.web import organisation

app_name = "territories"

urlpatterns = [
    path("", organisation.show, name="organisation"),
    path("sites/<uuid:site_id>/", organisation.site, name="site"),
]
