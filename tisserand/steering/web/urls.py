from django.urls import path

from tisserand.steering.web import landmarks

app_name = "steering"

urlpatterns = [
    path("reperes/", landmarks.landmarks, name="landmarks"),
    path("reperes.csv", landmarks.export, name="landmarks_export"),
]
