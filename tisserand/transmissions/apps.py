from django.apps import AppConfig


class TransmissionsConfig(AppConfig):
    name = "tisserand.transmissions"
    label = "transmissions"
    verbose_name = "Transmissions et protections"
