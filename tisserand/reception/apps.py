from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "tisserand.reception"
    label = "reception"
    verbose_name = "Accueil"
