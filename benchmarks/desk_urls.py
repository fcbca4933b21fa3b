"""The desk's addresses, and an empty page beside them: what any page costs at the least."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from troth.desk.viewing import seen_by_member
from troth.project.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]


@seen_by_member
def empty(_request: HttpRequest, _viewer, _at) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("empty", empty), *urlpatterns]
