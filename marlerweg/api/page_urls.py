"""Pages for bringing other directories in; unlike the open data beside them they are for those who may."""

from django.urls import path

from marlerweg.api import views

app_name = "taking"
urlpatterns = [
    path("", views.runs, name="runs"),
    path("neu/", views.new, name="new"),
    path("<uuid:key>/", views.run, name="run"),
    path("<uuid:key>/stand/", views.state, name="state"),
    path("<uuid:key>/uebernehmen/", views.order, name="order"),
    path("<uuid:key>/noch-einmal/", views.try_again, name="try_again"),
    path("<uuid:key>/abbrechen/", views.stop, name="stop"),
    path("<uuid:key>/verwerfen/", views.drop, name="drop"),
    path("<uuid:key>/organisationen/", views.answer, name="answer"),
]
