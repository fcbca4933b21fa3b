"""The rules of the house, kept by machine."""

import ast
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from troth.cli.main import COMMANDS, main

TOP = Path(__file__).resolve().parents[2]
SOURCE = TOP / "src" / "troth"
PYTHON = sorted(SOURCE.rglob("*.py"))

PURE_MAY_IMPORT = {"troth", "re2", "selectolax", "py3langid", "nh3"} | set(sys.stdlib_module_names)
PURE_MAY_NOT = {
    "asyncio",
    "http",
    "ftplib",
    "imaplib",
    "select",
    "smtplib",
    "socket",
    "socketserver",
}
PURE_MAY_NOT |= {"sqlite3", "ssl", "subprocess", "threading", "time", "multiprocessing", "random"}

LONGEST_FILE = 400
"""Lines, after which a file is split by question."""

MACHINE_PATHS = re.compile(r"(?:^|[^\w.])/(?:work|farm|root|home/\w+)/")


def imports(path: Path) -> set[str]:
    """The top-level packages a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").partition(".")[0])
    return found


def test_pure_imports_the_standard_library_and_the_text_libraries_it_is_built_on():
    strangers = {
        path.name: imports(path) - (PURE_MAY_IMPORT - PURE_MAY_NOT) - BESIDE_TEXT
        for path in (SOURCE / "pure").rglob("*.py")
    }

    assert {name for name, found in strangers.items() if found} == set()


BESIDE_TEXT = {"publicsuffixlist", "holidays", "numpy"}
"""Names of clients come from the Public Suffix List, holidays of countries from a table of them:
both are data in a package. Forecasts are summed with numpy."""


def test_no_file_has_grown_into_a_magnet():
    long = {path.name: _lines(path) for path in PYTHON if _lines(path) > LONGEST_FILE}

    assert long == {}


SOURCES = re.compile(
    r"RFC \d+|[A-Z][a-z]+ (?:19|20)\d\d|Public Suffix List|WHATWG Encoding|POSIX \w+"
    r"|IANA time zone database|mbox\(5\)|Courier|NIST SP [\w-]+|XDG Base Directory Specification"
)


def test_the_list_of_sources_and_the_code_name_the_same_sources():
    listed = set(SOURCES.findall((TOP / "docs" / "sources.md").read_text(encoding="utf-8")))
    named = {
        source
        for path in PYTHON
        for line in re.findall(r"Source: (.+?)(?:\"\"\"|\n\n)", path.read_text("utf-8"), re.DOTALL)
        for source in SOURCES.findall(line)
    }

    assert named - listed == set()
    assert listed - named == set()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_stands_in_the_readme(name):
    shown = CliRunner().invoke(main, [name, "--help"])

    assert shown.exit_code == 0
    assert len(shown.output) > 200
    assert f"troth {name}" in (TOP / "README.md").read_text(encoding="utf-8")


def test_every_option_says_what_it_is_for():
    silent = [
        f"{name} {parameter.opts[0]}"
        for name in COMMANDS
        for parameter in main.get_command(None, name).params
        if parameter.param_type_name == "option" and not parameter.help
    ]

    assert silent == []


def test_no_lock_file_names_an_address():
    for lock in TOP.glob("*.lock"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name


def test_nothing_names_a_path_of_one_machine():
    kinds = {".py", ".md", ".toml", ".txt", ".rules", ".sh", ""}
    files = (path for part in PARTS for path in (TOP / part).rglob("*") if path.is_file())
    named = [
        str(path.relative_to(TOP))
        for path in files
        if path.suffix in kinds and MACHINE_PATHS.search(path.read_text(encoding="utf-8"))
    ]

    assert named == []


PARTS = ("src", "tests", "docs", "benchmarks", "bin", ".ci")


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")
