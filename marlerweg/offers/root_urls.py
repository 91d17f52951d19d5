"""Addresses that must stand at the root and know no language."""

from django.urls import path

from marlerweg.offers.views import feeds, offline

urlpatterns = [
    path("ohne-netz.js", offline.worker, name="offline_worker"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
]
