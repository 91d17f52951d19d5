from django.urls import path

from marlerweg.ui import views

app_name = "ui"
urlpatterns = [
    path("farben.css", views.colours, name="colours"),
    path("gestaltung/", views.style, name="style"),
    path("gestaltung/liste/", views.style_list, name="style_list"),
]
