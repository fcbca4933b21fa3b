"""How far a database was migrated, and bringing another one exactly as far."""

from typing import Any

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from troth.safekeeping.backup_file import STAY_BEHIND

Model = Any
"""A model as it was at that time: its class is made from the migrations."""

SEARCH = "search"
"""Its rows stay behind: the words for searching are made anew from what they came from."""


def bring_as_far(source: str, *, target: str) -> None:
    """Make the tables of `target`, an empty database, as those of `source` are."""
    MigrationExecutor(connections[target]).migrate(_latest(MigrationLoader(connections[source])))


def models_of(alias: str) -> list[Model]:
    """The models of all tables whose rows go along, as they are in this database."""
    loader = MigrationLoader(connections[alias])
    apps = loader.project_state(_latest(loader)).apps
    held = set(connections[alias].introspection.table_names())
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if _goes_along(model) and model._meta.db_table in held  # noqa: SLF001  # Django's own name
    ]


def _goes_along(model: Model) -> bool:
    meta = model._meta  # noqa: SLF001  # Django's own name
    is_ours_alone = meta.app_label == SEARCH or meta.db_table in STAY_BEHIND
    return meta.managed and not meta.proxy and not is_ours_alone


def _latest(loader: MigrationLoader) -> list[tuple[str, str]]:
    """The last migration of each app that was applied."""
    applied = set(loader.applied_migrations) & set(loader.graph.nodes)
    return sorted(node for node in applied if not _is_followed(node, loader, applied))


def _is_followed(
    node: tuple[str, str], loader: MigrationLoader, applied: set[tuple[str, str]]
) -> bool:
    children = loader.graph.node_map[node].children
    return any(child.key[0] == node[0] and child.key in applied for child in children)
