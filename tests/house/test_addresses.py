"""The table of addresses: no page is reachable that is not ours."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    """Each address with the module of the view that answers there."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from views(each.url_patterns)
        else:
            yield str(each.pattern), each.callback.__module__


def test_every_address_is_answered_by_a_door_of_troth():
    foreign = {
        address: module
        for address, module in views(get_resolver().url_patterns)
        if not module.startswith("troth.")
    }

    assert foreign == {}


def test_no_two_addresses_have_one_name():
    names = [each.name for each in flat(get_resolver().url_patterns)]

    assert None not in names
    assert sorted(names) == sorted(set(names))


def flat(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from flat(each.url_patterns)
        else:
            yield each
