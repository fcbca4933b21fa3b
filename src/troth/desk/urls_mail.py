"""Addresses of the pages about mail."""

from django.urls import URLPattern, path

from troth.desk.views import found, grants, letters, mailbox_new, mailboxes, proposals, work
from troth.desk.views.undo import undo

urlpatterns: list[URLPattern] = [
    path("found", found.found, name="found"),
    path("found/older/let-go", found.let_go, name="let_go"),
    path("found/sure/confirm", found.confirm_sure, name="confirm_sure"),
    path("found/<uuid:pk>", found.found_item, name="found_item"),
    path("found/<uuid:pk>/confirm", found.confirm, name="confirm"),
    path("found/<uuid:pk>/correct", found.correct, name="correct"),
    path("found/<uuid:pk>/dismiss", found.dismiss, name="dismiss"),
    path("found/<uuid:pk>/done", found.done_already, name="done_already"),
    path("found/<uuid:pk>/later", found.found_later, name="found_later"),
    path("proposals/<uuid:pk>/accept", proposals.proposal_accept, name="proposal_accept"),
    path("proposals/<uuid:pk>/decline", proposals.proposal_decline, name="proposal_decline"),
    path("undo/<slug:kind>/<uuid:pk>", undo, name="undo"),
    path("letters/<uuid:pk>", letters.letter, name="letter"),
    path("letters/<uuid:pk>/html", letters.letter_html, name="letter_html"),
    path("letters/<uuid:pk>/erase", letters.letter_erase, name="letter_erase"),
    path("mailboxes", mailboxes.mailboxes, name="mailboxes"),
    path("mailboxes/new", mailbox_new.mailbox_new, name="mailbox_new"),
    path("mailboxes/sign-in", grants.grant, name="grant"),
    path("mailboxes/sign-in/ask", grants.ask, name="grant_ask"),
    path("oauth/back", grants.back, name="grant_back"),
    path("mailboxes/<uuid:pk>/sign-in", grants.again, name="mailbox_sign_in"),
    path("work", work.work, name="work"),
    path("work/<uuid:pk>/retry", work.work_retry, name="work_retry"),
    path("mailboxes/<uuid:pk>", mailboxes.mailbox, name="mailbox"),
    path("mailboxes/<uuid:pk>/choose", mailbox_new.choose, name="mailbox_choose"),
    path("mailboxes/<uuid:pk>/reading", mailbox_new.reading, name="mailbox_reading"),
    path("mailboxes/<uuid:pk>/look", mailboxes.look, name="mailbox_look"),
    path("mailboxes/<uuid:pk>/pause", mailboxes.pause, name="mailbox_pause"),
    path("mailboxes/<uuid:pk>/go-on", mailboxes.go_on, name="mailbox_go_on"),
    path("mailboxes/<uuid:pk>/password", mailboxes.password, name="mailbox_password"),
    path("mailboxes/<uuid:pk>/remove", mailboxes.remove, name="mailbox_remove"),
]
