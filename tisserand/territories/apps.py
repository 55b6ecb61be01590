from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "tisserand.territories"
    label = "territories"
    verbose_name = "Territoires"
