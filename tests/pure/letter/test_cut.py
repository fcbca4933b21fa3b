import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.pure.letter import cut

ANSWER = "I will send it tomorrow."


@pytest.mark.parametrize(
    "quote",
    [
        "On Mon, 2 Mar 2026 at 10:00, Anna Example <anna@client.example> wrote:\n> When?",
        "On Mon, 2 Mar 2026 at 10:00, Anna Example <\nanna@client.example> wrote:\n\n> When?",
        "On 2 Mar 2026, at 10:00, Anna <anna@client.example> wrote:\n\nWhen?",
        "Anna wrote:\n> When?",
        "> On 2 Mar 2026, at 10:00, Anna <anna@client.example> wrote:\n>\n> When?",
        "-----Original Message-----\nFrom: Anna\nSent: Monday\nTo: Ben\nSubject: When\n\nWhen?",
        "From: Anna <anna@client.example>\nSent: Monday\nTo: Ben\nSubject: When\n\nWhen?",
        "*From:* Anna\n*Sent:* Monday\n*To:* Ben\n*Subject:* When\n\nWhen?",
        "________________________________\nFrom: Anna\nSent: Monday\nTo: Ben\n\nWhen?",
        "---------- Forwarded message ---------\nFrom: Anna\nDate: Monday\n\nWhen?",
        "Begin forwarded message:\n\nFrom: Anna\n\nWhen?",
        "2026-03-02 10:00 GMT+01:00 Anna Example\n\nWhen?",
        "Le lun. 2 mars 2026 à 10:00, Anna <anna@client.example> a écrit :\n> Quand ?",
        "Am 02.03.2026 um 10:00 schrieb Anna <anna@client.example>:\n> Wann?",
        "El lun, 2 mar 2026 a las 10:00, Anna (<anna@client.example>) escribió:\n> ¿Cuándo?",
        "-----Ursprüngliche Nachricht-----\nVon: Anna\nGesendet: Montag\nAn: Ben\n\nWann?",
        "Anna <anna@client.example> kirjoitti 2.3.2026 klo 10.00:\n> Milloin?",
    ],
)
def test_what_is_answered_or_forwarded_is_quoted_in_every_dialect(quote):
    result = cut(f"{ANSWER}\n\n{quote}\n")

    assert result.new == ANSWER
    assert result.quoted == quote


@pytest.mark.parametrize(
    "text",
    [
        "Here is what we need:\n- a logo\n- a date",
        "The page says From: and To: in one line.",
        "As I wrote to you on Monday, it is done.",
        "To: everybody who asks\nI will answer.",
        "Original message handling is broken; I will fix it.",
        "a -- b\n--- no divider",
        "The meeting is at 10:00:\n\nplease come.",
        "5 > 3 and 2 < 4",
    ],
)
def test_ordinary_sentences_are_not_taken_for_quotes(text):
    assert cut(text).new == text
    assert cut(text).quoted == ""


def test_answers_between_quotes_stay_new():
    result = cut("> When is it?\nTomorrow.\n\n> And the price?\nAs agreed.\n")

    assert result.new == "Tomorrow.\n\nAs agreed."
    assert result.quoted == "> When is it?\n\n> And the price?"


def test_an_answer_below_the_quote_stays_new():
    result = cut("On 2 Mar 2026 Anna <anna@client.example> wrote:\n> When?\n\nTomorrow.")

    assert result.new == "Tomorrow."


def test_an_answer_below_a_divider_with_marked_lines_stays_new():
    head = "----- Original Message -----\nFrom: Anna\nSent: Monday\nTo: Ben"
    result = cut(f"{head}\n\n> When?\n\nTomorrow.")

    assert result.new == "Tomorrow."


def test_below_an_answer_all_that_follows_a_divider_is_quoted():
    result = cut("Tomorrow.\n\n-----Original Message-----\nFrom: Anna\n\n> old\n\nAnswered inside.")

    assert result.new == "Tomorrow."


def test_an_answer_below_an_unmarked_quote_line_at_the_top_stays_new():
    result = cut("On 2 Mar 2026 Anna <anna@client.example> wrote:\n\nTomorrow.")

    assert result.new == "Tomorrow."


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nBen Doe\nIT for small firms",
        "-- \nBen Doe\nfrom: the firm, to: you, subject: IT",
        "--\nBen Doe",
        "Sent from my iPhone",
        "Get Outlook for iOS",
        "_______________________________________________\nPlan mailing list\nplan@lists.example",
        "This e-mail and any attachments are confidential. Please delete it.",
        "CONFIDENTIALITY NOTICE: only for the person named above.",
        "Von meinem iPhone gesendet",
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAd\n-----END PGP SIGNATURE-----",
    ],
)
def test_what_stands_under_the_letter_is_its_signature(signature):
    result = cut(f"{ANSWER}\n\nThanks,\nBen\n\n{signature}\n")

    assert result.new == f"{ANSWER}\n\nThanks,\nBen"
    assert result.signature == signature


@pytest.mark.parametrize(
    ("closing", "block"),
    [
        ("Best regards,", "Ben Doe\nDoe Consulting\n+49 30 1234567"),
        ("Kind regards,", "Ben Doe\nDoe Consulting\nwww.firm.example"),
        ("Mvh,", "Ben\n070-1234567"),
        ("Best regards,", "Ben Doe\n__________\nDoe Consulting\n+49 30 1234567"),
        ("Regards,", "___________\nBen Doe\nIT for small firms\n+49 30 1234567"),
        ("Cheers 🎉", "Ben\nDoe Consulting\nben@firm.example"),
        ("Thanks, Ben", "Doe Consulting | Main Street 1\nben@firm.example"),
        ("Cheers", "Ben\nSenior Consultant"),
    ],
)
def test_the_closing_stays_and_the_name_with_the_contacts_below_is_the_signature(closing, block):
    result = cut(f"{ANSWER}\n\n{closing}\n{block}")

    assert result.new == f"{ANSWER}\n\n{closing}"
    assert result.signature == block


@pytest.mark.parametrize(
    "text",
    [
        "Best,\nBen\n\nP.S. I will call Anna on Monday.",
        "Thanks,\n\nI will send the draft on Friday, as you asked.",
        "Thank you\nBen\n\nOne more thing: I will be late tomorrow.",
        "Regards,\nBen",
    ],
)
def test_what_is_said_after_the_closing_stays_new(text):
    assert cut(text).new == text


def test_the_signature_above_a_quote_is_found():
    result = cut(f"{ANSWER}\n\n-- \nBen\n\nOn 2 Mar 2026 Anna <a@x.example> wrote:\n> When?")

    assert (result.new, result.signature) == (ANSWER, "-- \nBen")


PIECES = st.sampled_from(
    "> quote|On 2 Mar 2026 a@x.example wrote:|wrote:|From: Anna|Sent: now|To: Ben|-- |--|_____|"
    "-----Original Message-----|Best regards,|Ben|+49 30 1234567|I will do it.||  |2026:|"
    "Sent from my phone|: | >| \x0b|\t\x1c:|\u3000".split("|")
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=30).map("\n".join))
def test_every_written_line_goes_to_exactly_one_piece_and_keeps_its_order(text):
    result = cut(text)
    pieces = f"{result.new}\n{result.quoted}\n{result.signature}".split("\n")

    written = sorted(line.rstrip() for line in text.split("\n") if line.strip())
    assert sorted(line.rstrip() for line in pieces if line.strip()) == written


@given(st.text())
def test_any_text_is_cut(text):
    result = cut(text)

    assert not result.new.startswith("\n")
    assert not result.new.endswith("\n")
