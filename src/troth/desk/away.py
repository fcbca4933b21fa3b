"""Leading to another page, from a page and from a part of one alike."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def away(request: HttpRequest, where: str) -> HttpResponse:
    """Another page; a part of a page that htmx asked for is told to go there as a whole."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)
