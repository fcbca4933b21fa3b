"""What is not mail: a call, its recap, and good news that opens the next letter."""

import pytest

from tests.journeys.person import Person
from tests.journeys.post import NEXT_YEAR

pytestmark = pytest.mark.slow

CLIENT = "Fernley Tools"
CALL = f"""Clara called about the winter fair.
I'll send you the price of the stock alert by 12 June {NEXT_YEAR}.
Could you send me the list of warehouses by 5 June {NEXT_YEAR}?
She said OK."""
WON = "The nightly import went from 40 minutes to 90 seconds"


def test_a_pasted_call_is_read_like_mail_and_its_recap_is_offered(robin: Person):
    robin.go("/")
    robin.leads("n")
    robin.page.wait_for_selector("#words:focus")
    robin.page.keyboard.insert_text(CALL)
    robin.page.select_option("#client", label=CLIENT)
    robin.send("Write it down")

    assert f"{CLIENT} has heard from you" in robin.notice
    assert "price of the stock alert" in robin.words("section[aria-labelledby=found-here]")
    assert "list of warehouses" in robin.words("section[aria-labelledby=found-here]")

    robin.leads("t")
    letter = robin.page.input_value("#body")
    assert "price of the stock alert" in letter
    assert "list of warehouses" in letter
    assert "Is that right?" in letter
    assert robin.said == []


def test_good_news_stands_in_the_next_letter(robin: Person):
    robin.go("/")
    robin.leads("w")
    robin.page.wait_for_selector("#words:focus")
    robin.page.keyboard.type(WON)
    robin.page.select_option("#client", label=CLIENT)
    robin.send("Write it down")
    assert robin.heading == CLIENT
    assert WON in robin.words()

    robin.leads("t")
    assert WON in robin.page.input_value("#body")
    assert robin.said == []
