"""Addresses of the pages about mail."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
