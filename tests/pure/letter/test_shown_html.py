"""Cleaned HTML holds nothing but what it is meant to hold, whatever came in."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from troth.pure.letter import parse
from troth.pure.letter.shown import shown
from troth.pure.letter.shown_html import TooMuch, cleaned
from troth.pure.letter.shown_page import document
from troth.pure.letter.shown_words import visible

NAMES = """a b p div span table tr td th form input button script style svg math mtext mglyph
annotation-xml foreignObject desc title template noscript iframe object embed base meta link img
image video select option textarea plaintext xmp listing pre h1 ul li font center marquee body html
head frameset frame details dialog nobr""".split()
VALUES = """javascript:ran() http://x.example/1 //x.example data:text/html,<script>ran()</script>
cid:a url(http://x.example) "><script> '><img/src=x> 0;url=http://x.example --> ]]> </style>
&#106;avascript:ran() ran() _top 99999 rtl mailto:a@b.example goes""".split()
ATTRIBUTES = """href src srcset style onerror onload id name class background action formaction
xlink:href poster data content http-equiv ping target colspan dir lang alt width""".split()

attributes = st.builds(
    lambda name, quote, value: f" {name}={quote}{value}{quote}",
    st.sampled_from(ATTRIBUTES),
    st.sampled_from(["", '"', "'"]),
    st.sampled_from(VALUES),
)
tags = st.builds(
    lambda slash, name, given, end: f"<{slash}{name}{''.join(given)}{end}",
    st.sampled_from(["", "", "/"]),
    st.sampled_from(NAMES),
    st.lists(attributes, max_size=3),
    st.sampled_from([">", ">", ">", "/>", "", "\0>"]),
)
words = st.sampled_from(
    ["text", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "&lt;", "&", "<", ">", '"', "\u202e"]
)
markups = st.lists(st.one_of(tags, tags, words, st.text(max_size=6)), max_size=25).map("".join)
KEPT = re.compile(
    r"""
      </?(?:abbr|article|aside|b|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|dfn|div
        |dl|dt|em|figcaption|figure|footer|h[1-6]|header|hr|i|ins|kbd|li|main|mark|ol|p|pre|q|s|samp
        |section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr)
        (?:\ (?:dir|align|valign|lang|colspan|rowspan|start)="[\w-]{1,30}")*>
    | <a\ href="(?:https?://[a-z0-9._\[\]:-]+[/?\#][^\s"<>]*|mailto:[^\s"<>]+)"
        \ target="_blank"\ rel="noopener\ noreferrer\ nofollow">
    | </a>
    | <img\ src="data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+"\ alt="[^"<>]*"
        (?:\ (?:width|height)="\d+")*>
    | <span\ class="(?:goes|goes\ goes-elsewhere|picture)">
    | [^<>]
    """,
    re.VERBOSE,
)


def only_kept(html):
    """What is left of the HTML when all that it may hold is taken out."""
    return KEPT.sub("", html)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markups)
def test_whatever_comes_in_only_what_is_named_comes_out(markup):
    assert only_kept(cleaned(markup, pictures={}).html) == ""


@settings(max_examples=200, deadline=None)
@given(markups)
def test_cleaning_what_is_clean_changes_nothing_but_the_marks_of_links(markup):
    once = _without_marks(cleaned(markup, pictures={}).html)

    assert _without_marks(cleaned(once, pictures={}).html) == once


def _without_marks(html):
    html = re.sub(r' <span class="goes[^>]*>[^<]*</span>', "", html)
    return re.sub(r'<span class="picture">', "<span>", html)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_showing_raise(raw):
    for one in (raw, b"Content-Type: text/html\n\n" + raw, raw.replace(b"\0", b"\n")):
        document(shown(one), stylesheet="/letter.css")


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("<p onclick=x() style='color:red' id=a class=goes>Hi</p>", "<p>Hi</p>"),
        ("<font color=white>Hi</font>", "Hi"),
        ("<p>a<script>b</script>c", "<p>ac</p>"),
        ("<div hidden>a</div>b", "b"),
        ("<td>a</td>", "a"),
        (
            "<table><tr><td colspan=5 align=RIGHT bgcolor=red>a</table>",
            '<table><tbody><tr><td align="right" colspan="5">a</td></tr></tbody></table>',
        ),
        ("<td colspan=9999>", ""),
        ("<img src=http://x.example/1 alt='A <b> \u202ec'>", None),
        ("<p dir=rtl lang=ar>x</p>", '<p dir="rtl" lang="ar">x</p>'),
        ("<bdo dir=rtl>x</bdo>", "x"),
        ("<a name=x>here</a>", "<span>here</span>"),
        ("a &lt;script&gt; &amp; b", "a &lt;script&gt; &amp; b"),
        ("\u202eabc", "\ufffdabc"),
        ("", ""),
    ],
)
def test_structure_and_words_stay(markup, html):
    found = cleaned(markup, pictures={}).html

    if html is None:
        html = '<span class="picture">[image: A &lt;b&gt; \ufffdc]</span>'
    assert found == html


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 500,
        "<!-- </div> -->".join(["<div>"] * 500),
        "<p title='</div>'>".join(["<div>"] * 500),
        "<style></div></style>".join(["<div>"] * 500),
        "<br>" * 40_000,
        "<p " + " ".join(f"a{n}" for n in range(1_000)) + ">",
        "<p title='>' " + "/".join(f"a{n}='b'" for n in range(1_000)) + ">",
        '<!-- <p title=" --><p ' + " ".join(f"a{n}" for n in range(1_000)) + ">",
    ],
)
def test_what_would_take_a_parser_the_square_is_refused_before_it_is_parsed(markup):
    with pytest.raises(TooMuch):
        cleaned(markup, pictures={})


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" * 5_000,
        "<table><tr><td>x</table>" * 5_000,
        "<div>x</div>" * 5_000,
        "<img src='data:image/gif;base64," + "a/" * 50_000 + "'>",
        "".join(f"<font size={n}>" for n in range(100)) + "<p>x</p>" * 500,
    ],
)
def test_what_is_only_long_is_cleaned(markup):
    assert len(cleaned(markup, pictures={}).html) < 300_000


def test_a_picture_too_large_stays_a_word():
    markup = '<img src="cid:a" alt="big">'
    big = b"GIF89a" + bytes(3 * 1024 * 1024)

    assert "[image: big]" in cleaned(markup, pictures={"a": big}).html


def test_no_real_letter_makes_the_showing_raise(shared_data):
    letters = [path for path in (shared_data / "mail").rglob("*") if path.is_file()]

    for path in letters:
        raw = path.read_bytes()
        seen = shown(raw)
        assert only_kept(seen.html or "") == "", path.name
        new = parse(raw).new
        assert seen.text[: len(new)] == visible(new)
