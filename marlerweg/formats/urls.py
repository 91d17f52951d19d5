from django.urls import path

from marlerweg.formats import views

app_name = "formats"
urlpatterns = [
    path("", views.bodies, name="bodies"),
    path("neu/", views.add_body, name="add_body"),
    path("wer-sitzt-wo/", views.matrix, name="matrix"),
    path("wer-sitzt-wo/xlsx/", views.export_matrix, name="export_matrix"),
    path("ueberschneidungen/", views.overlaps, name="overlaps"),
    path("<uuid:key>/", views.body, name="body"),
    path("<uuid:key>/bearbeiten/", views.edit_body, name="edit_body"),
    path("<uuid:key>/beenden/", views.end_body, name="end_body"),
    path("<uuid:key>/fortsetzen/", views.resume_body, name="resume_body"),
    path("<uuid:key>/sitz/", views.add_seat, name="add_seat"),
    path("sitze/<uuid:key>/", views.edit_seat, name="edit_seat"),
    path("sitze/<uuid:key>/beenden/", views.end_seat, name="end_seat"),
]
