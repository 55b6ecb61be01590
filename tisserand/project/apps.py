from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "tisserand.project"
    label = "project"
    verbose_name = "Tisserand"

    def ready(self):
        from tisserand.project import wiring

        wiring.connect()
