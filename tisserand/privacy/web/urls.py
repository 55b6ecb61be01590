"""Confidentiality: what is kept and until when, who read what, and the rights of the person."""

from tisserand.privacy.web import rights_urls

app_name = "privacy"
urlpatterns: list = [*rights_urls.urlpatterns]
