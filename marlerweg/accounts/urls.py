from django.urls import path

from marlerweg.accounts import views

app_name = "accounts"
urlpatterns = [path("ich/", views.own, name="own")]
