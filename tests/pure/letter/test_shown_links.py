"""Links say where they go, and go where they say."""

import pytest

from troth.pure.letter.shown_hosts import Target, ascii_host, shown_host, target
from troth.pure.letter.shown_html import cleaned


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://acme.example", "https://acme.example/"),
        ("HTTPS://Acme.Example/Plan?a=1&b=ü#x", "https://acme.example/Plan?a=1&b=%C3%BC#x"),
        ("http://acme.example:8080/x", "http://acme.example:8080/x"),
        ("http:\\\\evil.example\\@bank.example", "http://evil.example/@bank.example"),
        ("http:/evil.example", "http://evil.example/"),
        ("ht\ntp://evil\t.example/", "http://evil.example/"),
        ("http://bank.example@evil.example/", "http://evil.example/"),
        ("http://a:b@bank.example@evil.example/", "http://evil.example/"),
        ("http://%65vil.example/", "http://evil.example/"),
        ("http://evil。example/", "http://evil.example/"),
        ("http://müller.example/", "http://xn--mller-kva.example/"),
        ("http://straße.example/", "http://xn--strae-oqa.example/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("mailto:anna@acme.example?bcc=all@x.example", "mailto:anna@acme.example"),
    ],
)
def test_an_address_is_built_anew_as_a_browser_reads_it(link, address):
    assert target(link).address == address


@pytest.mark.parametrize(
    "link",
    [
        "javascript:x()",
        "data:text/html,x",
        "//evil.example/",
        "/pay",
        "tel:+1",
        "",
        "http://",
        "http:///",
        "http://a b/",
        "http://evil.example%2f@bank.example%2f/",
        "http://evil.example:x/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://ba<nk.example/",
        "http://bank.example⁄.evil.example/",
        "mailto:",
        "mailto:anna@acme.example,all@x.example",
        "https://acme.example/" + "x" * 2_000,
    ],
)
def test_what_is_no_page_or_mailbox_or_can_be_read_two_ways_is_no_link(link):
    assert target(link) is None


@pytest.mark.parametrize(
    ("host", "seen"),
    [
        ("xn--mller-kva.example", "müller.example"),
        ("xn--bnk-5cd.example", "xn--bnk-5cd.example"),  # a Cyrillic letter among Latin ones
        ("xn--80ak6aa92e.example", "xn--80ak6aa92e.example"),  # all Cyrillic, looks Latin
        ("xn--\u00fc.example", "xn--\u00fc.example"),
        ("acme.example", "acme.example"),
    ],
)
def test_a_host_has_accents_only_where_they_deceive_nobody(host, seen):
    assert shown_host(host) == seen


@pytest.mark.parametrize("host", ["", ".", "a..b", "-a.example", "a" * 64 + ".example", "a.1"])
def test_a_host_that_no_name_server_knows_is_none(host):
    assert ascii_host(host) is None


GOES = ' <span class="goes">(goes to evil.example)</span>'
ELSEWHERE = ' <span class="goes goes-elsewhere">(goes to evil.example, not to {})</span>'


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("Pay now", GOES),
        ("", GOES),
        ("plan.pdf", GOES),
        ("e.g. this one", GOES),
        ("evil.example", ""),
        ("EVIL.example", ""),
        ("http://evil.example/x", ""),
        ("https://www.evil.example", GOES),
        ("bank.example", ELSEWHERE.format("bank.example")),
        ("Pay at www.bank.example today", ELSEWHERE.format("www.bank.example")),
        ("https://bank.example/evil.example", ELSEWHERE.format("bank.example")),
        ("anna@bank.example", ELSEWHERE.format("bank.example")),
        ("bank\u200b.example", ELSEWHERE.format("bank.example")),
        ("<b>bank</b>.example", ELSEWHERE.format("bank.example")),
        ("(goes to bank.example)", ELSEWHERE.format("bank.example")),
        ("evil.example and bank.example", ELSEWHERE.format("bank.example")),
    ],
)
def test_after_a_link_stands_where_it_goes_unless_its_words_are_the_place(words, note):
    found = cleaned(f'<a href="http://evil.example/x">{words}</a>', pictures={}).html

    assert found.partition("</a>")[2] == note


def test_words_that_name_the_house_above_the_link_are_no_deceit():
    found = cleaned('<a href="http://shop.acme.example">acme.example</a>', pictures={}).html

    assert found.endswith('<span class="goes">(goes to shop.acme.example)</span>')


def test_a_target_says_its_mailbox():
    assert target("mailto:Anna@Acme.example") == Target(
        "mailto:Anna@acme.example", "Anna@acme.example"
    )
