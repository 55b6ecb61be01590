from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "tisserand.activity"
    label = "activity"
    verbose_name = "Activité"
