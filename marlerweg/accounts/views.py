"""A person's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/own.html")
