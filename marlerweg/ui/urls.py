from django.urls import path

from marlerweg.ui import views

app_name = "ui"
urlpatterns = [
    path("farben.css", views.colours, name="colours"),
    path("entwurf/", views.keep_draft, name="keep_draft"),
    path("entwurf/verwerfen/", views.discard_draft, name="discard_draft"),
    path("rueckgaengig/", views.undo, name="undo"),
    path("gestaltung/", views.style, name="style"),
    path("gestaltung/liste/", views.style_list, name="style_list"),
]
