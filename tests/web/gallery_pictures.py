"""`bin/screenshots FOLDER [NAME ...]`: pictures of every page, in every state, as PNG files.

First the gallery, each state as it was made up; then the pages of the sample practice, whole, as `demo-...`.
Each at phone and desk size, light and dark; told is what axe finds, what runs over the side and what the
policy had to stop. With names, only those states, or `demo` for the sample practice.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.web import gallery, gallery_demo
from tests.web.gallery_server import serve

MODES = [(size, theme) for size in gallery.SIZES for theme in gallery.THEMES]


def main() -> None:
    folder, *names = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    made = troubles = 0
    with gallery.browser() as chromium:
        for name, faults in chain(
            _of_the_gallery(chromium, folder, names), _of_the_demo(chromium, folder, names)
        ):
            made += 1
            troubles += len(faults)
            for each in faults:
                sys.stdout.write(f"{name}: {each}\n")
    sys.stdout.write(f"{made} pictures in {folder}; troubles: {troubles}\n")


def _of_the_gallery(
    chromium: Browser, folder: str, names: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    if names == ["demo"]:
        return
    with serve() as base:
        for size, theme in MODES:
            for name, page, faults in gallery.looked_at(
                chromium, base, size=size, theme=theme, names=names
            ):
                page.screenshot(path=f"{folder}/{name}.{size}.{theme}.png")
                yield f"{name} {size} {theme}", faults


def _of_the_demo(
    chromium: Browser, folder: str, names: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    if names and "demo" not in names:
        return
    with (
        gallery_demo.sample_practice() as link,
        gallery_demo.signed_in(chromium, link) as demo,
    ):
        for size, theme in MODES:
            for name, page, faults in gallery_demo.looked_at(
                chromium, demo, size=size, theme=theme
            ):
                _whole(page, f"{folder}/demo-{name}.{size}.{theme}.png")
                yield f"demo-{name} {size} {theme}", faults


def _whole(page: Page, path: str) -> None:
    """The page to its end. (`full_page` forgets that a phone has no keys.)"""
    screen = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**screen, "height": max(height, screen["height"])})
    page.screenshot(path=path)
    page.set_viewport_size(screen)


if __name__ == "__main__":
    main()
