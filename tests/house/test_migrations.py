"""Migrations can be taken back, stand on nothing that may change, and match the models."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

SOURCE = Path(__file__).resolve().parents[2] / "src" / "troth"
FILES = sorted(SOURCE.glob("*/migrations/0*.py"))

IRREVERSIBLE: dict[str, str] = {}
"""By app and name of a migration why it cannot be taken back."""

MAY_BE_IMPORTED = {
    "troth.web.ids": "how ids are made, which Django writes down as a column's default",
}


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {it.name for it in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name for name in names if name.split(".")[0] == "troth"}


def ours():
    loader = MigrationLoader(None)
    labels = {it.label for it in apps.get_app_configs() if it.name.startswith("troth.")}
    return {
        f"{app}.{name}": it for (app, name), it in loader.disk_migrations.items() if app in labels
    }


def test_every_migration_can_be_taken_back_or_says_why_not():
    one_way = {
        name
        for name, migration in ours().items()
        if not all(it.reversible for it in migration.operations)
    }

    assert one_way - set(IRREVERSIBLE) == set()
    assert set(IRREVERSIBLE) <= set(ours())


@pytest.mark.parametrize("path", FILES, ids=lambda it: f"{it.parts[-3]}.{it.stem}")
def test_a_migration_imports_nothing_of_ours_that_may_change(path):
    assert imported(path) - set(MAY_BE_IMPORTED) == set()


def test_a_migration_is_named_for_its_one_purpose():
    made_up = [name for name in ours() if "_auto_" in name or name.count("_and_") > 1]

    assert made_up == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
