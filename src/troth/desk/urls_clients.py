"""Addresses of the pages about clients."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
