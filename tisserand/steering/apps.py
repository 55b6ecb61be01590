from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "tisserand.steering"
    label = "steering"
    verbose_name = "Repères"
