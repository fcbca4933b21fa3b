"""The desk's addresses."""

from django.urls import URLPattern, URLResolver, path

from troth.desk import urls_calendars, urls_clients, urls_mail, urls_post, urls_signin
from troth.desk.views.screen import curtain, theme
from troth.desk.views.search import search
from troth.desk.views.today import today
from troth.desk.views.you import digest, you

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today, name="today"),
    path("curtain", curtain, name="curtain"),
    path("search", search, name="search"),
    path("theme", theme, name="theme"),
    path("you", you, name="you"),
    path("you/digest", digest, name="digest"),
    *urls_mail.urlpatterns,
    *urls_calendars.urlpatterns,
    *urls_clients.urlpatterns,
    *urls_post.urlpatterns,
    *urls_signin.urlpatterns,
]
