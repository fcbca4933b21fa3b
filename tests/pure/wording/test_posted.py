import pytest

from troth.pure.wording.envelope import UnusableAddressError, UnusableMessageIdError
from troth.pure.wording.posted import as_html, bracketed, deliverable

GOOD = {
    "anna@acme.example": "anna@acme.example",
    " Anna.B+x@acme.example ": "Anna.B+x@acme.example",
    "anna@bücher.example": "anna@xn--bcher-kva.example",
    "jörg@bücher.example": "jörg@xn--bcher-kva.example",
}


@pytest.mark.parametrize("given", GOOD)
def test_an_address_has_its_domain_in_ascii(given):
    assert deliverable(given) == GOOD[given]


BAD = [
    "",
    "anna",
    "anna@",
    "@acme.example",
    "anna@acme.example, ben@birch.example",
    "anna@acme.example\r\nRCPT TO:<ben@birch.example>",
    "anna@acme.example> SIZE=1",
    "Anna <anna@acme.example>",
    "anna@@acme.example",
    "anna@acme..example",
    "=?utf-8?q?x?=@acme.example",
    "an\x00na@acme.example",
    f"{'a' * 65}@acme.example",
    f"anna@{'a.' * 130}example",
]


@pytest.mark.parametrize("given", BAD)
def test_what_is_no_single_address_is_refused(given):
    with pytest.raises(UnusableAddressError, match=r"looks like name@house\.example"):
        deliverable(given)


@pytest.mark.parametrize("given", ["one@house.example", "<one@house.example>"])
def test_a_message_id_stands_in_brackets(given):
    assert bracketed(given) == "<one@house.example>"


@pytest.mark.parametrize(
    "given", ["", "one", "<a@b>\r\nBcc: c@d.example", "<a b@c>", "<ä@b>", f"<{'a' * 200}@b>"]
)
def test_what_is_no_message_id_is_refused(given):
    with pytest.raises(UnusableMessageIdError):
        bracketed(given)


TEXTS = {
    "Hello Anna,\n\nit is ready.\nBye": "<p>Hello Anna,</p>\n<p>it is ready.<br>\nBye</p>",
    '<b>&"quoted"': "<p>&lt;b&gt;&amp;&quot;quoted&quot;</p>",
    "- one\n  two": "<p>- one<br>\n\u00a0\u00a0two</p>",
    "See https://a.example/x?a=1&b=2.": '<p>See <a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a>.</p>',
    "(https://a.example/x_(y))": '<p>(<a href="https://a.example/x_(y)">https://a.example/x_(y)</a>)</p>',
    'https://a.example/"onclick=x': '<p><a href="https://a.example/">https://a.example/</a>&quot;onclick=x</p>',
    "javascript:alert(1)": "<p>javascript:alert(1)</p>",
    "https://... no link": "<p>https://... no link</p>",
    "": "",
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_page_says_what_the_text_says_and_only_web_addresses_are_links(text):
    page = as_html(text, language="en")

    assert page.partition("<body>\n")[2].partition("\n</body>")[0] == TEXTS[text]


def test_the_page_names_its_language_and_fetches_nothing():
    page = as_html("Hallo.", language='de" onload="x', title="<Plan>")

    assert '<html lang="de&quot; onload=&quot;x">' in page
    assert "<title>&lt;Plan&gt;</title>" in page
    assert not any(it in page for it in ("<img", "<link", "style", "src="))
    assert "lang" not in as_html("Hello.", language="")
