"""What stands below quoted lines goes with what it answers."""

from troth.pure.letter import cut, parse_body

INTERLEAVED = """\
Hi Ben,

On Mon, 2 Mar 2026 at 10:00, Ben wrote:
> Two things.
>
> Can you send the logs
> by Friday?

Yes, I will.

> And the invoice?

Tomorrow.
"""


def test_each_answer_keeps_the_quoted_paragraph_above_it():
    found = cut(INTERLEAVED)

    assert [(found.new[begin:].split("\n")[0], said) for begin, said in found.answered] == [
        ("Yes, I will.", "Can you send the logs by Friday?"),
        ("Tomorrow.", "And the invoice?"),
    ]


def test_what_stands_above_every_quote_answers_nothing_in_particular():
    letter = parse_body(INTERLEAVED)

    assert letter.answered_at(0) == ""
    assert letter.answered_at(letter.new.index("Yes")) == "Can you send the logs by Friday?"
    assert letter.answered_at(len(letter.new)) == "And the invoice?"


def test_a_letter_without_quotes_answers_nothing():
    assert cut("Yes, I will.\n").answered == ()


def test_of_a_long_quoted_paragraph_its_end_is_kept():
    found = cut("> " + "word " * 500 + "\n> and the last?\n\nYes.\n")

    assert found.answered[0][1].endswith("and the last?")
    assert len(found.answered[0][1]) <= 400
