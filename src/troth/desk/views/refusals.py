"""What a member sees where there is nothing for them to see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The same page for what is foreign and for what does not exist."""
    return render(request, "desk/notfound.html", status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form whose page is too old, or that came from elsewhere."""
    words = "This page was open too long. Go back, load it again and send it once more."
    return render(request, "desk/trouble.html", {"words": words}, status=403)


def trouble(request: HttpRequest) -> HttpResponse:
    words = "Troth failed here, and nothing was changed. Please report what you did."
    return render(request, "desk/trouble.html", {"words": words}, status=500)
