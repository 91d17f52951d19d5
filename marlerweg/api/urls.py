"""Addresses for programs: no language in front, no sign-in, reading only."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, include, path
from django.views.decorators.http import require_safe

from marlerweg.api import matching
from marlerweg.api.hsds import pages
from marlerweg.api.hsds.endpoints import interface
from marlerweg.api.integreat import views


def opened(patterns: Iterable[Any]) -> list[URLPattern]:
    """The interface's own addresses, declared public one by one; its description is for reading only."""
    found = []
    for pattern in patterns:
        view = require_safe(pattern.callback) if pattern.name == "openapi-json" else pattern.callback
        pattern.callback = login_not_required(view)
        found.append(pattern)
    return found


endpoints, application, namespace = interface.urls

# With and without the slash where the app leaves it out; the older path in front of the same names.
app = [
    ("children/", views.children, "children"),
    ("pages/", views.pages, "pages"),
    ("page/", views.page, "page"),
    ("post/", views.page, "post"),
    ("parents/", views.parents, "parents"),
    ("locations/", views.locations, "locations"),
    ("location-categories/", views.location_categories, "location_categories"),
    ("events/", views.events, "events"),
    ("news/", views.news, "news_slash"),
    ("news", views.news, "news"),
    ("imprint/", views.imprint, "imprint"),
    ("disclaimer/", views.imprint, "disclaimer"),
    ("offers/", views.nothing, "offers"),
    ("extras/", views.nothing, "extras"),
    ("fcm/", views.nothing, "fcm"),
    ("pdf/", views.pdf, "pdf"),
]
integreat = [
    path("regions/", views.regions, name="integreat_regions"),
    path("regions/<slug:region>/", views.region, name="integreat_region"),
    path("<slug:region>/languages/", views.region_languages, name="integreat_languages"),
    path("<slug:region>/<slug:language>/feedback/<slug:about>/", views.feedback, name="integreat_feedback"),
    *(path(f"<slug:region>/<slug:language>/{at}", view, name=f"integreat_{name}") for at, view, name in app),
]

urlpatterns = [
    path("v3/", include(integreat)),
    path("hsds/profile/", pages.profile, name="hsds_profile"),
    path("hsds/package.zip", pages.package, name="hsds_package"),
    path("match/", matching.match, name="match"),
    path("hsds/", (opened(endpoints), application, namespace)),
]
