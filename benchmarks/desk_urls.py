"""The desk's addresses, and an empty page beside them: what any page costs at the least.

The clock stands at the practice's own moment, else nothing would be left of what fell due there.
"""

from benchmarks.practice import AT
from django.http import HttpRequest, HttpResponse
from django.urls import path

from troth.desk import viewing
from troth.desk.viewing import seen_by_member
from troth.project.urls import handler404, handler500, urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]

viewing.now = lambda: AT


@seen_by_member
def empty(_request: HttpRequest, _viewer, _at) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("empty", empty), *urlpatterns]
