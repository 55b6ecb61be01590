from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "tisserand.support"
    label = "support"
    verbose_name = "Accompagnements"
