from django.urls import path

from tisserand.privacy.web import reads

urlpatterns = [
    path("lectures/", reads.reads, name="reads"),
    path("lectures/inhabituelles/", reads.unusual_reads, name="unusual_reads"),
    path("lectures/<uuid:person_id>/", reads.reads_of, name="reads_of"),
    path("lectures/<uuid:person_id>/exporter", reads.export_reads, name="export_reads"),
    path("qui-a-lu/<uuid:person_id>/", reads.who_read, name="who_read"),
    path("qui-a-lu/<uuid:person_id>.pdf", reads.who_read_pdf, name="who_read_pdf"),
]
