from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "tisserand.project"
    label = "project"
    verbose_name = "Tisserand"

    def ready(self) -> None:
        from tisserand.project import wiring

        wiring.fill_slots()
