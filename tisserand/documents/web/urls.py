from django.urls import path

from tisserand.documents.web import opening

app_name = "documents"

urlpatterns = [path("documents/<uuid:document_id>/", opening.document, name="document")]
