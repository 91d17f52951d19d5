from django.urls import path

from marlerweg.reports import views

app_name = "reports"
urlpatterns = [
    path("steuerung.pdf", views.steering, name="steering"),
    path("rat.pdf", views.council, name="council"),
    path("tafel.pdf", views.board, name="board"),
    path("bedarfe/<str:number>.pdf", views.need, name="need"),
    path("meine-hinweise.pdf", views.mine, name="mine"),
    path("ergebnisse.pdf", views.outcomes, name="outcomes"),
    path("ergebnisse/<str:number>.pdf", views.outcome, name="outcome"),
    path("hinweis/<str:secret>.pdf", views.follow, name="follow"),
]
