from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "tisserand.desk"
    label = "desk"
    verbose_name = "Bureau"
