"""Every page in every state, without a browser."""

import hashlib
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.web.gallery_server import SOURCE, drawn
from tests.web.gallery_states import states

STATES = [pytest.param(template, context, id=name) for name, template, context in states()]
TEMPLATES = sorted((SOURCE / "desk" / "templates" / "desk").rglob("*.html"))
SHEETS = sorted((SOURCE / "web" / "static" / "troth").glob("*.css"))
ICONS = SOURCE / "web" / "templates" / "web" / "icons"


class Elements(HTMLParser):
    """The start tags of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(("template", "context"), STATES)
def test_a_page_holds_nothing_that_the_content_policy_would_have_to_stop(template, context):
    elements = Elements(drawn(template, context)).found

    assert not [tag for tag, _ in elements if tag == "style"]
    assert not [a for tag, a in elements if tag == "script" and not a.get("src")]
    assert not [name for _, a in elements for name in a if name == "style" or name.startswith("on")]
    assert not [a for _, a in elements if (a.get("href") or "").startswith(("javascript:", "http"))]


@pytest.mark.parametrize(("template", "context"), STATES)
def test_a_page_has_one_title_one_main_and_no_id_twice(template, context):
    elements = Elements(drawn(template, context)).found
    ids = [a["id"] for _, a in elements if "id" in a]

    assert [tag for tag, _ in elements].count("h1") == 1
    assert [tag for tag, _ in elements].count("main") == 1
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("template", "context"), STATES)
def test_every_form_that_changes_something_carries_the_token(template, context):
    html = drawn(template, context)
    posting = re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL)

    assert all('name="csrfmiddlewaretoken"' in form for form in posting)


@pytest.mark.parametrize(("template", "context"), STATES)
def test_no_key_means_two_things_on_one_page(template, context):
    html = re.sub(r"<li[^>]*data-item.*?</li>", "", drawn(template, context), flags=re.DOTALL)
    frame, page = html.split("<main", 1)

    for part in (frame, page):
        keys = re.findall(r'data-key="([^"]+)"', part)
        assert sorted(keys) == sorted(set(keys))


def test_what_a_person_wrote_is_words_and_never_markup():
    _, template, context = next(each for each in states() if each[0] == "found")
    hostile = context["finding"]["letter"] | {"lit": "<script>alert(1)</script>", "before": "<b>"}

    html = drawn(template, context | {"finding": context["finding"] | {"letter": hostile}})

    assert "&lt;script&gt;alert(1)&lt;/script&gt;</mark>" in html
    assert "<b>" not in html


def test_every_template_is_short_and_says_what_it_is_given():
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")

        assert len(text.splitlines()) < 60, path
        assert text.startswith("{#-"), path


def test_every_page_template_is_in_the_gallery():
    pages = {path.name for path in TEMPLATES if path.parent.name == "desk"}

    assert pages == {template for _, template, _ in states()}


def test_dark_by_the_machine_and_dark_by_choice_are_the_same_colours():
    tokens = (SOURCE / "web" / "static" / "troth" / "tokens.css").read_text(encoding="utf-8")
    dark = re.findall(
        r'(?:not\(\[data-theme="light"\]\)|data-theme="dark"\]) \{(.*?)\}', tokens, re.DOTALL
    )
    colours = [re.findall(r"(--[a-z-]+): (#[0-9a-f]+);", block) for block in dark]

    assert len(colours) == 2
    assert colours[0] == colours[1]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_colours_and_sizes_of_type_are_named_in_the_tokens_alone(sheet: Path):
    if sheet.name in ("tokens.css", "letter.css", "print.css"):
        return
    text = sheet.read_text(encoding="utf-8")

    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s,)])", text)
    assert not [
        size
        for size in re.findall(r"font-size: ([^;]+);", text)
        if not size.startswith(("var(", "1.25rem"))
    ]


def test_the_icons_are_those_of_the_manifest():
    manifest = tomllib.loads((ICONS / "manifest.toml").read_text(encoding="utf-8"))
    lying = {path.name: path for path in ICONS.iterdir() if path.name != "manifest.toml"}

    assert lying.keys() == manifest["sha256"].keys()
    for name, path in lying.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == manifest["sha256"][name]
