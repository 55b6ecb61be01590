from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    name = "tisserand.inquiries"
    label = "inquiries"
    verbose_name = "Enquêtes commandées"
