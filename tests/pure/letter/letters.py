"""Letters for the tests, built from the few things a test wants to vary."""


def letter(
    body: str = "Hello Ben,\n\nthe plan is attached.\n",
    *,
    head: str = "",
    sender: str = "Anna Example <anna@client.example>",
    content: str = "text/plain; charset=utf-8",
) -> bytes:
    """A letter with the usual header fields; `head` holds further lines, each with its end."""
    return (
        f"From: {sender}\n"
        "To: ben@firm.example\n"
        "Subject: The plan\n"
        "Date: Mon, 2 Mar 2026 10:00:00 +0100\n"
        "Message-ID: <plan@client.example>\n"
        f"{head}"
        f"Content-Type: {content}\n"
        "\n"
        f"{body}"
    ).encode()


def part(body: str, *, kind: str = "text/plain; charset=utf-8", head: str = "") -> str:
    """One part of a container, without its boundary."""
    return f"Content-Type: {kind}\n{head}\n{body}\n"


def parts(*inner: str, boundary: str = "edge") -> str:
    """The body of a container with the parts in their order."""
    return "".join(f"--{boundary}\n{one}" for one in inner) + f"--{boundary}--\n"


def container(*inner: str, kind: str = "mixed", head: str = "") -> bytes:
    """A whole letter that is a container of the parts."""
    return letter(parts(*inner), head=head, content=f'multipart/{kind}; boundary="edge"')
