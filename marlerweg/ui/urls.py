from django.urls import path

from marlerweg.ui import views

app_name = "ui"
urlpatterns = [
    path("farben.css", views.colours, name="colours"),
]
