from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tisserand.ui"
    label = "ui"
