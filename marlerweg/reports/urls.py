from django.urls import path

from marlerweg.reports import views

app_name = "reports"
urlpatterns = [
    path("steuerung.pdf", views.steering, name="steering"),
    path("rat.pdf", views.council, name="council"),
    path("ergebnisse/<str:number>.pdf", views.outcome, name="outcome"),
    path("hinweis/<str:secret>.pdf", views.follow, name="follow"),
]
