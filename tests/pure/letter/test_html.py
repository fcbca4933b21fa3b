import pytest

from tests.pure.letter.letters import letter
from troth.pure.letter import parse


def read(markup):
    return parse(letter(markup, content="text/html; charset=utf-8"))


@pytest.mark.parametrize(
    ("markup", "new"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("I will <b>send</b> the\n   <i>draft</i>.", "I will send the draft."),
        ('See <a href="https://x.example">the page</a>.', "See the page."),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<table><tr><td>Due</td><td>Friday</td></tr></table>", "Due Friday"),
        ("<table><tr><td>Due</td></tr><tr><td>Done</td></tr></table>Bye", "Due\nDone\n\nBye"),
        ("<p>One<div>Two</div>three", "One\n\nTwo\nthree"),
        ("<div hidden>Preview<blockquote>x</blockquote></div>Text", "Text"),
        ("<svg id=appendonsend></svg>Text", "Text"),
        ("<div>a&#0;l b</div>", "a\ufffdl b"),
        ("<style>p{}</style><script>x()</script><title>T</title>Text", "Text"),
        ('<div style="display:none">Preview</div>Text', "Text"),
        ("Fish &amp; chips&nbsp;&lt;3", "Fish & chips <3"),
        ("<p>never <b>closed", "never closed"),
        ("", ""),
    ],
)
def test_html_is_read_as_a_person_sees_it(markup, new):
    assert read(markup).new == new


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote type=cite>When?</blockquote>",
        (
            '<div class="gmail_quote"><div class="gmail_attr">On Monday Anna wrote:</div>'
            "<blockquote>When?</blockquote></div>"
        ),
        '<div class="moz-cite-prefix">On 2 Mar 2026 Anna wrote:</div><blockquote>When?</blockquote>',
        (
            "<div>On 2 Mar 2026, Anna &lt;anna@client.example&gt; wrote:</div>"
            "<blockquote>When?</blockquote>"
        ),
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Anna</div>When?',
        (
            "<div><b>From:</b> Anna<br><b>Sent:</b> Monday<br><b>To:</b> Ben<br><b>Subject:</b> x"
            "</div><p>When?</p>"
        ),
        '<div class="gmail_quote">---------- Forwarded message ---------<br>When?</div>',
        '<div class="moz-forward-container"><table><tr><td>From: Anna</table>When?</div>',
        '<div class="zmail_extra">---- On Monday Anna wrote ----<div>When?</div></div>',
        '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__QUOTED_TEXT__">When?</div>',
        '<div name="quote" style="margin:10px"><b>Von:</b> Anna<div>When?</div></div>',
        '<span id="OLK_SRC_BODY_SECTION"><b>From: </b>Anna<br>When?</span>',
        '<hr id="stopSpelling">From: Anna<br>When?',
        '<p id="reply-intro">Am Montag schrieb Anna:</p><blockquote>When?</blockquote>',
    ],
)
def test_quotes_are_cut_by_structure(quote):
    result = read(f"<div>I will send it.</div>{quote}")

    assert result.new == "I will send it."
    assert "When?" in result.quoted


def test_answers_between_html_quotes_stay_new():
    result = read(
        '<div class="gmail_quote"><div class="gmail_attr">On Monday Anna wrote:</div>'
        "<blockquote>When?</blockquote><div>Tomorrow.</div><blockquote>Where?</blockquote>"
        "<div>Here.</div></div>"
    )

    assert result.new == "Tomorrow.\n\nHere."


def test_a_paragraph_that_its_writer_indented_is_no_quote():
    result = read('<blockquote style="margin:0 0 0 40px;border:none">Step one</blockquote>')

    assert result.new == "Step one"


@pytest.mark.parametrize(
    "mark",
    ['class="gmail_signature"', 'id="Signature"', 'class="protonmail_signature_block"'],
)
def test_a_signature_that_a_program_marked_is_cut(mark):
    result = read(f"I will send it.<div {mark}>Ben<br>Doe Consulting</div>")

    assert (result.new, result.signature) == ("I will send it.", "-- \nBen\nDoe Consulting")


def test_all_below_the_place_where_outlook_puts_the_old_letter_is_quoted_in_any_depth():
    result = read(
        "New<blockquote><div id=appendonsend></div>old</blockquote><p>older</p>"
        "<blockquote>oldest</blockquote>"
    )

    assert result.new == "New"
    assert result.quoted == "> old\n\n> older\n\n> oldest"


def test_markup_nested_without_end_is_read():
    assert read("<div><blockquote>" * 5_000 + "deep").quoted == "> deep"
