"""What `benchmarks/hostile.py` feeds to Troth: shapes of text and of letters meant to take long."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

SIGNS = (
    *" \t\n\r\0\x0b\x85\xa0\u2028aA1.,:;!?…-–_=*~#>|/\\'’\"“”()[]{}<@&+$%éßİ\u0301\u200b\ud800",
    *(
        "\r\n",
        " \n",
        "\n ",
        "\t\n",
        "\n\n",
        "x\n",
        "\u200d\ufe0f",
        "a\u0301",
        "\ufdfa",
        "日本",
        "한",
    ),
    *("a ", "A ", "a\n", "A. ", "a.", ".a", "a, ", "Aa, ", "a' ", "l'", "'s ", "a'a", "a-", "a_"),
    *("1 ", "1.", "1. ", "1, ", "1,", "1/", "1-", "1:", "1e", "12:", "12:3", "1.1.", "1 1", "1h"),
    *("2026-", "2026-03-", "2026-03-02T", "2026-03-02T09:0", "3/4/", "3/4/26 ", "3.4.", "1-2-3-"),
    *("+1", "+1 (", "(1", "(1) ", "(1)1 ", "#1", "$1", "1 €", "1%", "24/7", "q1", "10-11", "2-3p"),
    *("... ", "?! ", ":-", ":-) ", "; ", ": ", "( ", ") ", '" ', ' "', '"a" ', '"a ', "''", "“a”"),
    *("a@", "@a", "a@b", "a@b.c ", "<a@b.example> ", "<a@b.example>, ", "a%a", "http://", "www."),
    *("http://a ", "www.a", "x@x" * 30 + " ", "mailto:a@b.c>", "a" * 999 + " ", "a" * 65 + "@"),
    *("1" * 9 + " ", "1" * 30 + ".", "Mr. ", "Dr Dr Dr ", "Ben, ", "Ben Ana ", "Hi Ben,\n", "B. "),
)

LINES = (
    *("> ", ">", ">>", "> > ", ">\n", "> \n", "> a\n", "a\n> b\n", ">> a\n> b\n", "> \n>> \n"),
    *(
        "| a\n",
        "BA> a\n",
        "A>",
        "- ",
        "- \n",
        "- a\n",
        "--\n",
        "-- \n",
        "-- \na\n",
        "--",
        "__",
        "==",
    ),
    *(
        "---\n",
        "___\n",
        "***\n",
        "-----\n",
        "-----Original Message-----\n",
        "----- Message -----\n",
    ),
    *("On ", "On Mon", "On Monday\n", "On 2 Mar 2026 at 09:00 ", "On 2 March 2026, a@b.c ", "On\n"),
    *("On Mon, 2 Mar 2026 at 09:00, Ana <ana@b.example> wrote:\n", "wrote:\n", "wrote: ", "Am "),
    *(
        "On Mon, 2 Mar 2026 at 09:00, Ana\n<ana@b.example>\nwrote:\n> a\n",
        "a@b.c> wrote\n",
        "> :\n",
    ),
    *("Am 02.03.26 um 09:00 schrieb Ana:\n", "Le 2 mars 2026 à 09:00, Ana a écrit :\n", "Le lun. "),
    *("El 2 mar 2026, a las 09:00, Ana escribió:\n", "2026年3月2日 ", "2026-03-02 9:00 GMT+1 a "),
    *("From: ", "From: a\n", "From: a@b.c\nTo: d@e.f\nSubject: g\n", "Von: a\nGesendet: b\n", "*"),
    *("From: a@b.c\nSent: Monday\nTo: d@e.f\nSubject: g\n\n", "*From:* a\n*Sent:* b\n", "a: b\n"),
    *(
        "Sent from my iPhone\n",
        "iPhone ",
        "Best,\nAna\n",
        "Kind regards\n",
        "Regards,",
        "+49 1 2\n",
    ),
    *(
        "1234567 ",
        "(12) 34/56.78-90 ",
        "Tel. 030 1234567\n",
        "www.a.example\n",
        "extern ",
        "links ",
    ),
    *("a" * 47 + "\n", "a" * 49 + "\n", "a" * 75 + "\n", "a b " * 12 + "\n", "1. a\n", "(a) b\n"),
    *("<div>", "<b", "<a href=", "&amp;", "&#", "=20\n", "=3D", "=\n", "QUJD", "QUJD" * 19 + "\n"),
    *(
        "=?utf-8?q?a?= ",
        "=?utf-8?b?QQ==?=",
        "=?utf-8?q?",
        "begin 644 a\n",
        "{",
        "\x1b[0m",
        "\ufeff",
    ),
    *("550 5.1.1 ", "550 a\n", "550-", "5.1.1", "5.1.1 a\n", "a@b.example\n", "a@b.example:\n a\n"),
    *(
        "<a@b.example>: \n\n",
        "a@b.example on a\n",
        "Reason: ",
        "error:",
        "for the following reason: ",
    ),
    *(
        "Final-Recipient: rfc822; a@b.example\n",
        "Status: 5.1.1\n",
        "Status: ",
        "Action: failed\n\n",
    ),
    *("Message-ID: <", "Diagnostic-Code: smtp; 550\n a\n", "could not be delivered ", "a\n a\n"),
    *("I am out of office until Monday. ", "away ", "automatic reply ", "unsubscribe ", "until "),
)

DATED = (
    *(
        "I'll send it " + "by 5 may, " * 95,
        "can you send it " + "by friday " * 98,
        "monday tuesday ",
    ),
    *("ich schicke es " + "bis freitag " * 80, "je vous l'envoie " + "d'ici vendredi " * 65),
    *("te lo mando " + "antes del viernes " * 55, "5 may 5 may ", "in 2 3 4 weeks ", "in two "),
    *(
        "from 5 to 6 to 7 ",
        "5-6-7 may ",
        "at 5 pm at 6 pm ",
        "the day after the day after ",
        "5 of ",
    ),
    *(
        "next week next ",
        "end of end of ",
        "in an hour and a ",
        "between 5 and ",
        "1 2 3 4 5 6 ",
        "5th ",
    ),
    *(
        '"' + "I'll send it by friday " * 20 + '" ',
        '"' + "a" * 399,
        'a" "b',
        "I'll send it. ",
        "I'll ",
    ),
)

FIELDS = (
    *(
        "a",
        "a ",
        "a:",
        "a: b\n",
        " a\n",
        "a\n",
        "From ",
        "From a\n",
        "From: a@b.c\n",
        "a b: c\n",
        ":",
    ),
    *(
        "To: a@b.c\n",
        "To: a\n b,\n",
        "Received: a\n b\n",
        "Received: from a by b; c\n",
        "X-{n}: a\n",
    ),
    *(
        "Subject: a\n",
        "Subject:\n",
        "References: <a@b>\n",
        "List-Id: a\n",
        "Content-Type: text/plain\n",
    ),
    *("Date: Mon, 2 Mar 2026 09:00:00 +0000\n", "Received: by a; Mon, 2 Mar 2026 09:00:00 +0000\n"),
    *("Auto-Submitted: auto-replied\n", "Content-Type: multipart/mixed; boundary=b\n", "\x00: a\n"),
)
"""Lines of a header, repeated."""

VALUED = {
    "To": (
        *(
            "a",
            "a@b.c, ",
            "a@b.c,",
            "<a@b.c>",
            "<",
            ">",
            "<<",
            "<a",
            '"',
            '"a',
            '\\"',
            '"a" ',
            "\\",
        ),
        *(
            '"\\',
            "(",
            ")",
            "(a",
            "()",
            ",",
            ";",
            ":",
            "@",
            "a@",
            "@a",
            "a:",
            "a: b@c.d;",
            "a <b@c>, ",
        ),
        *(
            "=?utf-8?q?a?= ",
            "=?utf-8?q?a",
            "=?",
            "=?a?q?",
            "=?utf-8?b?",
            "?=",
            "?",
            '"a\\"b" <c@d>,',
        ),
        *(
            "\n ",
            "\n\t",
            " ",
            "\t",
            "a\n ",
            "é",
            "ÿ",
            "a.",
            ".",
            "undisclosed-recipients:;",
            "{n}@b.c,",
        ),
    ),
    "Subject": (
        *(
            "a",
            "Re: ",
            "Re[2]: ",
            "AW: ",
            "[a] ",
            "[",
            "=?utf-8?q?a?= ",
            "=?utf-8?q?a?==?utf-8?q?b?=",
        ),
        *(
            "=?utf-8?b?QQ?= ",
            "=?utf-8?q?=",
            "=?",
            "=?utf-8?q?\n ",
            "=?x-unknown?q?a?= ",
            "\n ",
            "é",
        ),
        *("out of office ", "automatic reply: ", "(", ":", "::"),
    ),
    "References": ("<a@b> ", "<", ">", "<a", "a ", "<>", "<{n}@b>", "<a@b>\n ", "(", '"'),
    "Date": ("a", "1", "1 ", "Mon, ", "(", "((", "2 Mar 2026 ", ":", "+", "-", " ", "\n ", "GMT "),
    "Received": ("a ", ";", "; Mon, 2 Mar 2026 09:00:00 +0000", "(", "\n ", "from a by b "),
    "Content-Type": (
        *(
            ";",
            "; ",
            "; a=b",
            ';a="',
            ';a="b\\',
            ";a",
            "; a*0=b",
            "; a*{n}=b",
            "; a*{n}*=b",
            "; a*=b",
        ),
        *(
            "; a*=utf-8''%41",
            "; boundary=b",
            '; boundary="',
            "/",
            "text/",
            "=",
            '"',
            "\\",
            "(",
            "\n ",
        ),
        *("; charset=a", "a; ", ";\n\ta=b", '; a="b"', "%41"),
    ),
    "Content-Transfer-Encoding": ("a", "base64 ", "(", ";", "\n ", "quoted-printable"),
    "Content-Disposition": ("; filename=a", "; filename*{n}*=a", '; filename="', ";"),
    "Return-Path": ("<", "<>", "a", "no-reply", ".reply", "no-reply@a", "-", "_"),
    "From": ("no-", "no-reply+", "a.", "do-not-", "<a@b> ", '"a" <b@c>', "mailer-daemon ", "a@b "),
    "X-Failed-Recipients": ("a@b.c, ", "<", ",", "a"),
}
"""Values of one field, repeated within it."""

PLAIN = "From: ana@b.example\nTo: ben@c.example\nSubject: a\n"
FAILED = (
    "From: MAILER-DAEMON@b.example\nTo: ben@c.example\nSubject: Undelivered Mail\nReturn-Path: <>\n"
)
AWAY = f"{PLAIN}Auto-Submitted: auto-replied\n\n"
HTML = f"{PLAIN}Content-Type: text/html; charset=utf-8\n\n"
MIXED = f'{PLAIN}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
REPORT = (
    f'{FAILED}Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    "--b\n\nFailed.\n--b\nContent-Type: message/delivery-status\n\n"
)
HEADS = {
    "plain": f"{PLAIN}\n",
    "failed": f"{FAILED}\n",
    "away": AWAY,
    "html": HTML,
    "report": REPORT,
}

TAGS = (
    *("<div>", "<div>a", "<p>", "</div>", "<blockquote>", "<blockquote>a</blockquote>", "<b>a</b>"),
    *(
        "<",
        "<<",
        "<a",
        "<a ",
        "<a b",
        "<a b=",
        "<a b='",
        '<a b="',
        "<a b=c ",
        "<!",
        "<!--",
        "<!-- -->",
    ),
    *(
        "<!--->",
        "<![",
        "<![CDATA[",
        "<!DOCTYPE ",
        "<?",
        "<?a>",
        "</",
        "</a",
        "</a b",
        "<style>",
        "<br>",
    ),
    *(
        "<script>",
        "<script></",
        "<style>a</style>",
        "<textarea>",
        "<title>",
        "<table><tr><td>",
        "<td>",
    ),
    *(
        "&",
        "&a",
        "&amp",
        "&amp;",
        "&#",
        "&#1",
        "&#x110000;",
        "&#99999999;",
        "&#xd800;",
        "&lt;",
        "-->",
    ),
    *(
        '<div class="gmail_quote">',
        "<hr>",
        "<li>a",
        "<ul><li>",
        "<pre>\n",
        "<pre> ",
        "]]>",
        "<a/",
        "/>",
    ),
    *(
        '<div id="divRplyFwdMsg">',
        '<blockquote type="cite">',
        "<svg>",
        "<math>",
        "<html><body>",
        "> ",
    ),
)

PARTS = (
    *(
        "--b\n",
        "--b\n\n",
        "--b\n\na\n",
        "--b\nContent-Type: text/html\n\na\n",
        "--b--\n",
        "--b--",
        "--",
    ),
    *(
        "--b\nContent-Type: multipart/mixed; boundary=b\n\n",
        "--b\nContent-Type: message/rfc822\n\n",
    ),
    *(
        "--b\nContent-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n",
        "--b\na",
        "--b \n",
        "-",
        "\n--",
    ),
    *("--b\nContent-Type: message/rfc822\n\nTo: a\nContent-Type: multipart/mixed; boundary=b\n\n",),
    *(
        "--b\nContent-Type: message/delivery-status\n\na: b\n",
        "--b\nContent-Type: image/png\n\na\n",
    ),
    *(
        "--b\nContent-Transfer-Encoding: base64\n\nQUJD\n",
        "--b\nContent-Type: text/calendar\n\na\n",
    ),
    *(
        "--{n}\nContent-Type: text/plain\n\na\n",
        "\r",
        "\r\n--b\r\n\r\n",
        "\n\n",
        "--b\n--b\n\n",
        "\n",
    ),
)
"""Bodies of a letter with the boundary "b"."""

ENCODED = {
    "base64": ("Q", "QUJD", "QUJD\n", "=", "QQ==", "-", "é", "\n", "Q\n", "Q ", "=\n", "\0"),
    "quoted-printable": (
        "=",
        "==",
        "=\n",
        "= \n",
        "=3",
        "=3D",
        "=E9",
        "=\r",
        " \n",
        "=20\n",
        " ",
        "\t=",
    ),
    "x-uuencode": ("M", "M\n", "begin 644 a\n", "`\n", " \n", "end\n", "é"),
    "a": ("a", "\n"),
}


@dataclass(frozen=True)
class Shape:
    """A text of any length: `head`, and `unit` again and again; {n} in it counts."""

    what: str
    unit: str
    head: str = ""

    def text(self, size: int) -> str:
        """`size` characters of it."""
        many = size // len(self.unit) + 1
        if "{n}" in self.unit:
            repeated = "".join(self.unit.replace("{n}", str(n)) for n in range(many))
        else:
            repeated = self.unit * many
        return (self.head + repeated)[:size]


@cache
def texts() -> tuple[Shape, ...]:
    """For whatever reads a text."""
    return tuple(Shape(shown(unit), unit) for unit in dict.fromkeys((*SIGNS, *LINES, *DATED)))


@cache
def letters() -> tuple[Shape, ...]:
    """For whatever reads a letter, as UTF-8 with what it cannot hold."""
    return tuple(_letters())


def shown(unit: str) -> str:
    """A unit as it is printed."""
    whole = ascii(unit)
    return whole if len(whole) <= 60 else f"{whole[:57]}..."


def _letters() -> Iterator[Shape]:
    for unit in FIELDS:
        yield Shape(f"header {shown(unit)}", unit)
        yield Shape(f"header {shown(unit)} after From", unit, PLAIN)
    for name, units in VALUED.items():
        for unit in units:
            yield Shape(f"{name}: {shown(unit)}", unit, f"{PLAIN}{name}: ")
    for unit in (*SIGNS, *LINES):
        for name, head in HEADS.items():
            yield Shape(f"{name} {shown(unit)}", unit, head)
    yield from (Shape(f"html {shown(unit)}", unit, HTML) for unit in TAGS)
    yield from (Shape(f"multipart {shown(unit)}", unit, MIXED) for unit in PARTS)
    yield from (
        Shape(f"no boundary {shown(unit)}", unit, MIXED.replace('b"', '"')) for unit in PARTS
    )
    for encoding, units in ENCODED.items():
        for unit in units:
            head = f"{PLAIN}Content-Transfer-Encoding: {encoding}\n\n"
            yield Shape(f"{encoding} {shown(unit)}", unit, head)
            head = head.replace("\n\n", "\nContent-Type: text/html\n\n")
            yield Shape(f"html in {encoding} {shown(unit)}", unit, head)
