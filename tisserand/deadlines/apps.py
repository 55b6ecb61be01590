from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "tisserand.deadlines"
    label = "deadlines"
    verbose_name = "Échéances"
