"""The search page for the gallery."""

from tests.web.gallery_world import LONG, WORD, Context, frame, when

KINDS = [
    {"value": "", "label": "Everything", "is_chosen": True},
    {"value": "letters", "label": "Letters", "is_chosen": False},
]


def search(hits: int, **changes: object) -> Context:
    return {
        "title": "Search",
        "frame": frame("Search"),
        "typed": "migration plan",
        "url": "/search",
        "client": None,
        "kinds": KINDS,
        "hits": [hit() for _ in range(hits)],
        "empty": {
            "words": "Nothing has all of these words.",
            "more": "Letters are looked through.",
        },
        "pager": None,
    } | changes


def hit(title: str = "Moving the shop", words: str = "I will send you the ") -> Context:
    return {
        "url": "/letter",
        "title": [{"words": title, "is_lit": False}],
        "words": [
            {"words": words, "is_lit": False},
            {"words": "migration plan", "is_lit": True},
            {"words": " by Friday…", "is_lit": False},
        ],
        "detail": "Letter, Hotel Lindenhof",
        "when": when("on Tuesday"),
    }


def states() -> list[tuple[str, str, Context]]:
    how = {
        "words": "Letters, notes, promises and the record are looked through.",
        "more": "All words must be there.",
    }
    one = {"id": "0", "name": "Hotel Lindenhof", "all_url": "/search?q=migration+plan"}
    pager = {"words": "20 on this page.", "previous_url": "", "next_url": "/search?before=1"}
    return [
        ("search", "search.html", search(20, pager=pager)),
        ("search-new", "search.html", search(0, typed="", empty=how)),
        ("search-nothing", "search.html", search(0)),
        ("search-client", "search.html", search(1, client=one)),
        (
            "search-long",
            "search.html",
            search(0, typed=LONG) | {"hits": [hit(LONG, WORD), hit(WORD, LONG)]},
        ),
    ]
