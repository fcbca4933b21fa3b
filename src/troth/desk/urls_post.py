"""Addresses of the pages about letters that leave."""

from django.urls import URLPattern, path

from troth.desk.views import outbox, senders

urlpatterns: list[URLPattern] = [
    path("outbox", outbox.outbox, name="outbox"),
    path("outbox/sender", senders.sender, name="sender"),
    path("outbox/sender/try", senders.sender_try, name="sender_try"),
    path("outbox/sender/copies", senders.sender_copies, name="sender_copies"),
    path("outbox/sender/remove", senders.sender_remove, name="sender_remove"),
    path("outbox/<uuid:pk>", outbox.outgoing, name="outgoing"),
    path("outbox/<uuid:pk>/back", outbox.outgoing_back, name="outgoing_back"),
    path("outbox/<uuid:pk>/again", outbox.outgoing_again, name="outgoing_again"),
    path("outbox/<uuid:pk>/drop", outbox.outgoing_drop, name="outgoing_drop"),
    path("outbox/<uuid:pk>/arrived", outbox.outgoing_arrived, name="outgoing_arrived"),
]
