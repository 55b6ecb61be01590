"""Confidentiality: what is kept and until when, who read what, and the rights of the person."""

app_name = "privacy"
urlpatterns: list = []
