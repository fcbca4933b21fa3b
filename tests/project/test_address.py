import pytest
from django.core.exceptions import ImproperlyConfigured

from troth.project.address import desk_url


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("", ""),
        ("  ", ""),
        ("https://troth.example", "https://troth.example/"),
        ("https://troth.example/", "https://troth.example/"),
        ("http://10.0.0.5:8420/desk/", "http://10.0.0.5:8420/desk/"),
        (" https://[::1]:8420\n", "https://[::1]:8420/"),
    ],
)
def test_the_address_of_the_pages_ends_with_a_slash(named, address):
    assert desk_url(named) == address


@pytest.mark.parametrize(
    "named",
    [
        "troth.example",
        "ftp://troth.example/",
        "javascript:alert(1)",
        "https://",
        "https://troth.example/?a=1",
        "https://troth.example/#today",
        "https://troth.example/two words",
        "https://troth.example/\nBcc: anna@acme.example",
        "https://[troth.example/",
        "https://troth.example/<b>",
    ],
)
def test_what_is_no_address_of_pages_is_refused_with_an_example(named):
    with pytest.raises(ImproperlyConfigured, match=r"Write it like https://troth\.example/"):
        desk_url(named)
