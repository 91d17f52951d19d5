from django.urls import path

from marlerweg.kodex import views

app_name = "kodex"
urlpatterns = [
    path("", views.current, name="current"),
    path("was-dient-wozu/", views.serving, name="serving"),
    path("fassungen/", views.versions, name="versions"),
    path("leere-fassung/", views.begin, name="begin"),
    path("fassungen/<slug:code>/", views.version, name="version"),
    path("fassungen/<slug:code>/neu/", views.draft, name="draft"),
    path("fassungen/<slug:code>/bearbeiten/", views.edit_version, name="edit_version"),
    path("fassungen/<slug:code>/in-gebrauch/", views.make_current, name="make_current"),
    path("fassungen/<slug:code>/verwerfen/", views.discard, name="discard"),
    path("fassungen/<slug:code>/<slug:kind>/neu/", views.add_entry, name="add_entry"),
    path("eintraege/<slug:kind>/<uuid:key>/", views.edit_entry, name="edit_entry"),
    path("eintraege/<slug:kind>/<uuid:key>/entfernen/", views.remove_entry, name="remove_entry"),
]
