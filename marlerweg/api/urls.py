"""Addresses for programs: no language in front, no sign-in, reading only."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from marlerweg.api.hsds import pages
from marlerweg.api.hsds.endpoints import interface


def opened(patterns: Iterable[Any]) -> list[URLPattern]:
    """The interface's own addresses, declared public one by one; its description is for reading only."""
    found = []
    for pattern in patterns:
        view = require_safe(pattern.callback) if pattern.name == "openapi-json" else pattern.callback
        pattern.callback = login_not_required(view)
        found.append(pattern)
    return found


endpoints, app, namespace = interface.urls

urlpatterns = [
    path("hsds/profile/", pages.profile, name="hsds_profile"),
    path("hsds/package.zip", pages.package, name="hsds_package"),
    path("hsds/", (opened(endpoints), app, namespace)),
]
