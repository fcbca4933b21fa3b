"""Addresses of the pages about clients."""

from django.urls import URLPattern, path

from troth.desk.views import changing, client, clients, contacts, jot, matter, record, write

urlpatterns: list[URLPattern] = [
    path("clients", clients.clients, name="clients"),
    path("clients/new", clients.client_new, name="client_new"),
    path("clients/cards", clients.cards, name="cards"),
    path("clients/<uuid:pk>", client.client, name="client"),
    path("clients/<uuid:pk>/letters", client.client_letters, name="client_letters"),
    path("clients/<uuid:pk>/record", record.client_record, name="client_record"),
    path("clients/<uuid:pk>/edit", changing.client_edit, name="client_edit"),
    path("clients/<uuid:pk>/keys", changing.client_keys, name="client_keys"),
    path("clients/<uuid:pk>/merge", changing.client_merge, name="client_merge"),
    path("clients/<uuid:pk>/close", changing.client_close, name="client_close"),
    path("clients/<uuid:pk>/contacts/new", changing.contact_new, name="contact_new"),
    path("clients/<uuid:pk>/write", write.write, name="write"),
    path("contacts/<uuid:pk>", contacts.contact, name="contact"),
    path("contacts/<uuid:pk>/<slug:field>", contacts.contact_field, name="contact_field"),
    path("contacts/<uuid:pk>/<slug:field>/yes", contacts.contact_accept, name="contact_accept"),
    path("contacts/<uuid:pk>/<slug:field>/no", contacts.contact_refuse, name="contact_refuse"),
    path("promises/new", jot.promise_new, name="promise_new"),
    path("promises/<uuid:pk>", matter.matter, name="matter"),
    path("promises/<uuid:pk>/write", write.write_about, name="write_about"),
    path("promises/<uuid:pk>/keep", matter.matter_keep, name="matter_keep"),
    path("promises/<uuid:pk>/receive", matter.matter_receive, name="matter_receive"),
    path("promises/<uuid:pk>/answer", matter.matter_answer, name="matter_answer"),
    path("promises/<uuid:pk>/decline", matter.matter_decline, name="matter_decline"),
    path("promises/<uuid:pk>/move", matter.matter_move, name="matter_move"),
    path("promises/<uuid:pk>/release", matter.matter_release, name="matter_release"),
    path("promises/<uuid:pk>/break", matter.matter_break, name="matter_break"),
    path("promises/<uuid:pk>/reopen", matter.matter_reopen, name="matter_reopen"),
    path("promises/<uuid:pk>/told", matter.matter_told, name="matter_told"),
    path("notes/new", jot.note_new, name="note_new"),
    path("notes/<uuid:pk>", jot.note, name="note"),
    path("notes/<uuid:pk>/recap", write.recap, name="recap"),
    path("wins/new", jot.win_new, name="win_new"),
    path("letters/<uuid:pk>/recap", write.recap_letters, name="recap_letters"),
    path("drafts/<uuid:pk>", write.draft, name="draft"),
]
