"""Serves the gallery on the loopback, under the same content policy as the desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tests.web import gallery_found
from tests.web.gallery_states import states

SOURCE = Path(__file__).resolve().parents[2] / "src" / "troth"
HTMX = Path(find_spec("django_htmx").origin).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'"
)
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
TOKEN = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="token">')


def pages() -> Environment:
    """Templates as the desk has them; a misspelt name is an error."""
    loader = FileSystemLoader([SOURCE / "web" / "templates", SOURCE / "desk" / "templates"])
    env = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(static=lambda path: f"/static/{path}", csrf_input=TOKEN, csrf_token="token")
    return env


LAID_OUT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>The letter</title>'
    '<link rel="stylesheet" href="/static/troth/letter.css"><p>Hello Anna,</p>'
    "<p>here is the <b>migration plan</b>.</p><ul><li>Saturday: the copy</li>"
    "<li>Sunday: the switch</li></ul><p>Robin</p>"
)
ENVIRONMENT = pages()


def drawn(template: str, context: dict[str, object]) -> str:
    return ENVIRONMENT.get_template(f"desk/{template}").render(context)


@contextmanager
def serve() -> Iterator[str]:
    """The address under which /NAME is the state of that name, and any POST is answered as Found answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Gallery)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


STATES = {name: (template, context) for name, template, context in states()}


class _Gallery(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith("/static/"):
            self._answer(_static(path.removeprefix("/static/")), TYPES[Path(path).suffix])
        elif path == "/laid-out":
            self._answer(LAID_OUT)
        elif self.headers.get("HX-Request"):
            self._answer(drawn("found/finding.html", _correcting()))
        else:
            template, context = STATES.get(path.strip("/"), STATES["notfound"])
            self._answer(drawn(template, context))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.endswith("dismiss"):
            self.send_error(500)
            return
        if self.path.endswith("correct"):
            wrong = gallery_found.correction(form=gallery_found.WRONG)
            asked = gallery_found.found(finding=gallery_found.finding(correction=wrong))
            self._answer(drawn("found/finding.html", asked), status=422)
            return
        told = gallery_found.frame("Found in mail", notice=gallery_found.UNDO)
        told["pages"][1]["count"] = 22
        following = gallery_found.finding(progress="8 of 23", reads="Tomas sends you the licences.")
        self._answer(
            drawn("found/answered.html", gallery_found.found(frame=told, finding=following))
        )

    def _answer(self, body: str, kind: str = "text/html", status: int = 200) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the library
        """Says nothing."""


def _correcting() -> dict[str, object]:
    return gallery_found.found(finding=gallery_found.finding(correction=gallery_found.correction()))


def _static(path: str) -> str:
    ours = SOURCE / "web" / "static" / path
    return (ours if ours.is_file() else HTMX / path).read_text(encoding="utf-8")
