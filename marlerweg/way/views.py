from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def speak(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/start.html")


@login_not_required
def outcomes(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/start.html")
