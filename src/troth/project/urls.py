"""The addresses of pages."""

from django.urls import include, path

urlpatterns = [path("", include("troth.desk.urls"))]

handler400 = "troth.desk.views.refusals.not_understood"
handler404 = "troth.desk.views.refusals.not_found"
handler500 = "troth.desk.views.refusals.trouble"
