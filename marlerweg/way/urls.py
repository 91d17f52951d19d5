from django.urls import path

from marlerweg.way import views

app_name = "way"
urlpatterns = [
    path("melden/", views.speak, name="speak"),
    path("ergebnisse/", views.outcomes, name="outcomes"),
]
