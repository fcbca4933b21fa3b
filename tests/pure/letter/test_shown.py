"""What a member sees of a letter."""

import pytest

from tests.pure.letter.letters import container, letter, part
from troth.pure.letter.shown import Lit, Person, Stretch, lit, shown
from troth.pure.letter.shown_page import HEADERS, document

GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
TOO_HEAVY = (
    "The formatted version of this letter is too large or too tangled to be shown; "
    "read its plain text."
)


def html_of(markup):
    return shown(letter(markup, content="text/html; charset=utf-8"))


def test_the_text_begins_with_what_is_new_so_that_the_place_of_a_sentence_holds():
    seen = shown(letter("I will send it.\n\n-- \nAnna\n\nOn Monday Ben wrote:\n> When?\n"))

    assert seen.text.startswith("I will send it.")
    assert [seen.text[begin:end] for _, begin, end in seen.stretches] == [
        "I will send it.",
        "-- \nAnna",
        "On Monday Ben wrote:\n> When?",
    ]
    assert [part for part, _, _ in seen.stretches] == ["new", "signature", "quoted"]


def test_a_letter_without_html_has_none_and_its_page_shows_the_text():
    seen = shown(letter("1 < 2\n"))

    assert seen.html is None
    assert seen.removed == ""
    assert '<div class="text">1 &lt; 2</div>' in document(seen, stylesheet="/letter.css")


def test_the_reading_of_a_letter_and_its_showing_count_places_alike():
    seen = shown(letter("A\u202eB\x07C\u200d is due.\n"))

    assert seen.text == "A\ufffdB\ufffdC\u200d is due."
    assert seen.stretches == (Stretch("new", 0, 14),)


@pytest.mark.parametrize(
    ("start", "end", "pieces"),
    [
        (2, 5, ("a ", "&lt;b&gt;", " c")),
        (0, 0, ("", "", "a &lt;b&gt; c")),
        (-5, 99, ("", "a &lt;b&gt; c", "")),
        (5, 2, ("a &lt;b&gt;", "", " c")),
    ],
)
def test_a_sentence_is_lit_in_its_text_and_no_piece_is_markup(start, end, pieces):
    found = lit("a <b> c", start, end)

    assert found == Lit(*pieces)
    assert found.lit.__html__() == pieces[1]


def test_what_was_left_out_is_said_in_words():
    seen = html_of(
        "<p>Hi</p><img src=http://x.example/1><img src=//x.example/2 alt=Logo><form><input></form>"
        "<script>x()</script><div style='display:none'>psst</div><a href='java\nscript:x()'>a</a>"
        "<meta http-equiv=refresh content='0;url=http://x.example'>"
    )

    assert set(seen.removed.split(", ")) == {
        "2 remote images",
        "1 form",
        "1 script",
        "1 hidden passage",
        "1 link that leads nowhere safe",
        "1 redirection",
    }


def test_pictures_that_came_with_the_letter_are_shown_and_are_no_attachments_then():
    seen = shown(
        container(
            part('<img src="cid:dot" alt="a dot"><img src="cid:page">', kind="text/html"),
            part(
                GIF,
                kind='image/png; name="dot.gif"',
                head="Content-ID: <dot>\nContent-Transfer-Encoding: base64\n",
            ),
            part("<script>", kind='image/png; name="page.png"', head="Content-ID: <page>\n"),
            kind="related",
        )
    )

    assert seen.html == f'<img src="data:image/gif;base64,{GIF}" alt="a dot">'
    assert [one.name for one in seen.attachments] == ["page.png"]
    assert seen.removed == "1 image that could not be shown"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ('filename="plan.pdf"', "plan.pdf"),
        ("filename*=utf-8''Angebot%20M%C3%BCller.pdf", "Angebot Müller.pdf"),
        ('filename="=?utf-8?q?Angebot_M=C3=BCller.pdf?="', "Angebot Müller.pdf"),
        ("filename*=utf-8''invoice%E2%80%AEfdp.exe", "invoice\ufffdfdp.exe"),
        ('filename="../../etc/passwd"', "passwd"),
        (r'filename="C:\\temp\\run.exe"', "run.exe"),
        ('filename="plan.pdf                        .exe"', "plan.pdf .exe"),
        ('filename="<b>:*?.txt"', "_b____.txt"),
        ('filename=".."', "unnamed"),
        ("filename*=nonsense''%FF", None),
        (f'filename="{"a" * 300}.exe"', "a" * 60 + "…" + "a" * 55 + ".exe"),
    ],
)
def test_a_files_name_hides_neither_its_folder_nor_its_ending(given, name):
    seen = shown(
        container(
            part("See the file."),
            part(
                "x" * 10, kind="application/x", head=f"Content-Disposition: attachment; {given}\n"
            ),
        )
    )

    (file,) = seen.attachments
    assert (file.kind, file.size) == ("application/x", 10)
    if name is not None:
        assert file.name == name


def test_a_letter_inside_the_letter_is_a_file():
    seen = shown(
        container(part("See below."), part("Subject: inner\n\nHello", kind="message/rfc822"))
    )

    assert [(one.name, one.kind) for one in seen.attachments] == [("unnamed", "message/rfc822")]
    assert "Hello" not in (seen.html or "")


def test_a_second_text_is_not_lost():
    seen = shown(container(part("First."), part("Second.")))

    assert [one.kind for one in seen.attachments] == ["text/plain"]


def test_a_name_that_gives_another_address_is_pointed_out():
    seen = shown(letter(sender='"anna@bank.example" <x@evil.example>'))

    assert seen.sender == Person("anna@bank.example", "x@evil.example")
    assert seen.problems == (
        "The sender's name gives another address than its own, x@evil.example.",
    )


def test_markup_too_heavy_is_not_parsed_and_one_sentence_says_so():
    seen = html_of("<div>" * 500 + "deep")

    assert seen.html is None
    assert "deep" in seen.text
    assert seen.problems == (TOO_HEAVY,)


def test_a_page_too_long_for_a_browser_ends_with_a_sentence():
    page = document(shown(letter("word " * 50_000)), stylesheet="/letter.css")

    assert "The rest of this long text is left out here." in page


def test_a_subject_cannot_leave_its_title():
    seen = shown(letter(head="Subject: </title><script>x\n").replace(b"Subject: The plan\n", b""))

    assert "<title>&lt;/title&gt;&lt;script&gt;x</title>" in document(seen, stylesheet="/l.css")


def test_the_policy_names_all_that_is_allowed():
    policy = HEADERS["Content-Security-Policy"].split("; ")

    assert policy[:3] == ["default-src 'none'", "img-src data:", "style-src 'self'"]
    assert "allow-scripts" not in policy[-1]
    assert "allow-same-origin" not in policy[-1]
