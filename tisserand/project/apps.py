from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "tisserand.project"
    label = "project"
    verbose_name = "Tisserand"
