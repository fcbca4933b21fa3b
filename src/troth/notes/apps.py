from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "troth.notes"
