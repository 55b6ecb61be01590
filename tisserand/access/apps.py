from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "tisserand.access"
    label = "access"
    verbose_name = "Accès"
