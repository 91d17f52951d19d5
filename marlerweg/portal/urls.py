from django.urls import path

from marlerweg.portal import machine, views

app_name = "portal"
urlpatterns = [
    path("", views.start, name="start"),
    path("suche/", views.search, name="search"),
    path("mein-tisch/", views.desk, name="desk"),
    path("technik/aufgaben/", machine.jobs, name="jobs"),
    path("hilfe/<slug:role>/", views.guide, name="help"),
    path("seite/<slug:page>/", views.legal, name="legal"),
]
