"""Every action appends to the record, and only actions open a transaction."""

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "troth"

APPENDS_NOTHING = {
    "search.begin_anew": "what can be found follows from the rows; whoever calls tells",
    "search.forget": "as begin_anew",
    "search.forget_client": "as begin_anew",
    "search.leave_client": "as begin_anew",
    "record.erase_words": "the record itself: what is erased lies beside it",
    "jobs.claim": "work, not what anybody decided",
    "jobs.retry": "people.retry tells who asked for it, and of what",
    "mail.claim_watches": "a lease; which process watches is nothing that anybody decided",
    "post.put_off": "a letter is tried again later; when something comes of it, that is told",
    "people.contacts_for": "whoever calls it tells what it was for",
}


def action_files() -> dict[str, list[Path]]:
    """By app the files of its actions."""
    files: dict[str, list[Path]] = {}
    for path in sorted(SOURCE.glob("*/actions.py")) + sorted(SOURCE.glob("*/actions/*.py")):
        files.setdefault(path.relative_to(SOURCE).parts[0], []).append(path)
    return files


def functions(paths: list[Path]) -> dict[str, ast.FunctionDef]:
    return {
        node.name: node
        for path in paths
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }


def called(node: ast.FunctionDef) -> set[str]:
    names = set()
    for it in ast.walk(node):
        if isinstance(it, ast.Call):
            name = ast.unparse(it.func).rpartition(".")
            is_a_lists_own = name[2] == "append" and name[0] != ""
            names.add("" if is_a_lists_own else name[2])
    return names


def is_action(node: ast.FunctionDef) -> bool:
    is_atomic = any("atomic" in ast.unparse(it) for it in node.decorator_list)
    return is_atomic and not node.name.startswith("_")


def reaches_append(name: str, known: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
    if name in {"append", "append_about", "append_own"}:
        return True
    if name in seen or name not in known:
        return False
    seen.add(name)
    return any(reaches_append(it, known, seen) for it in called(known[name]))


def test_every_action_appends_an_entry():
    everywhere = functions([path for paths in action_files().values() for path in paths])
    silent = []
    for app, paths in action_files().items():
        known = everywhere | functions(paths)
        silent += [
            f"{app}.{name}"
            for name, node in functions(paths).items()
            if is_action(node) and not reaches_append(name, known, set())
        ]

    assert set(silent) - set(APPENDS_NOTHING) == set()


def test_there_are_actions_to_look_at():
    named = [name for paths in action_files().values() for name in functions(paths)]

    assert len(named) > 40
