from django.urls import path

from marlerweg.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("pruefen/", views.verify, name="verify"),
]
