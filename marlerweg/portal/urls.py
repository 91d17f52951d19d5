from django.urls import path

from marlerweg.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.start, name="start"),
    path("mein-tisch/", views.desk, name="desk"),
    path("seite/<slug:page>/", views.legal, name="legal"),
]
