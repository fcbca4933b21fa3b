"""Addresses of the pages about a member's time: their calendars, and when they work."""

from django.urls import URLPattern, path

from troth.desk.views import calendar_new, calendars, hours

urlpatterns: list[URLPattern] = [
    path("hours", hours.hours, name="hours"),
    path("calendars", calendars.calendars, name="calendars"),
    path("calendars/new", calendar_new.calendar_new, name="calendar_new"),
    path("calendars/<uuid:pk>", calendars.calendar, name="calendar"),
    path("calendars/<uuid:pk>/reading", calendars.reading, name="calendar_reading"),
    path("calendars/<uuid:pk>/look", calendars.look, name="calendar_look"),
    path("calendars/<uuid:pk>/put-right", calendar_new.put_right, name="calendar_put_right"),
    path("calendars/<uuid:pk>/password", calendars.password, name="calendar_password"),
    path("calendars/<uuid:pk>/remove", calendars.remove, name="calendar_remove"),
]
