"""What templates may use."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """Jinja2 as the pages use it: escaping on, and a misspelt name is an error."""
    env = Environment(autoescape=True, undefined=StrictUndefined, **_others(options))
    env.trim_blocks = env.lstrip_blocks = True
    env.globals.update(static=cache(static), url=_url)
    return env


def _others(options: dict[str, Any]) -> dict[str, Any]:
    return {name: it for name, it in options.items() if name not in {"autoescape", "undefined"}}


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def one_token(request: HttpRequest) -> dict[str, str]:
    """The token against forgery, masked once for all forms of a page: each mask takes 50 µs."""
    return {"csrf_input": csrf_input(request)}
