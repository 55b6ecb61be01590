from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "tisserand.assessment"
    label = "assessment"
    verbose_name = "Évaluation et orientation"
