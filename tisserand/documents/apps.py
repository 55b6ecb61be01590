from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tisserand.documents"
    label = "documents"
    verbose_name = "Documents"
