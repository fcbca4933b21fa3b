"""The letters in German, written out: a reader judges them."""

from datetime import date

from troth.pure.wording import (
    Recipient,
    moved_letter,
    recap_letter,
    reminder_letter,
    status_letter,
)

from .scene import BERLIN, ROBIN, SUNDAY, Words, busy, nothing, said, shown, waiting

WORDS = Words(
    plan="Migrationsplan",
    password="Ich schicke Ihnen das Passwort für das Testsystem bis Dienstag.",
    switch="Umstellung der Nameserver",
    report="Bericht zur Datensicherung",
    photos="Ich maile die Fotos am Mittwoch.",
    texts="Texte für den Shop",
    search="Könnten Sie auf der Startseite ein Suchfeld einbauen?",
    checkout="neue Kassenseite",
    win="Die Kasse braucht 0,3 s statt 4 s",
)
FORMAL = Recipient("Anna Weber", "de", title="Dr.", form="formal", gender="female")
INFORMAL = Recipient("Anna Weber", "de", form="informal")


def test_all_that_is_open_and_done_is_told_formally():
    draft = status_letter(busy(WORDS), recipient=FORMAL, sender=ROBIN)
    expected = """
Stand der Dinge am 22. November

Sehr geehrte Frau Dr. Weber,

hier ist der aktuelle Stand für Sie.

Erledigt:
- Die Kasse braucht 0,3 s statt 4 s
- neue Kassenseite: erledigt am Dienstag, 17. November

Das kommt noch von mir:
- Migrationsplan: bis Freitag, 27. November
- „Ich schicke Ihnen das Passwort für das Testsystem bis Dienstag.“ Das war für Dienstag, 17. November zugesagt und ist noch nicht fertig.
- Umstellung der Nameserver: bis morgen, 14:30 Uhr
- Bericht zur Datensicherung: bis Freitag, 8. Januar 2027 (statt Dienstag, 1. Dezember)

Das brauche ich noch von Ihnen:
- „Ich maile die Fotos am Mittwoch.“ Das war für Mittwoch, 18. November vorgesehen und ist noch offen.
- Texte für den Shop: offen seit Montag, 9. November

Ihre Anliegen, auf die ich noch nicht geantwortet habe:
- „Könnten Sie auf der Startseite ein Suchfeld einbauen?“ Ihre Anfrage von gestern.

Falls etwas fehlt oder aus Ihrer Sicht anders ist, sagen Sie mir bitte Bescheid.

Mit freundlichen Grüßen
Robin Hale
"""

    assert shown(draft) == expected


def test_a_letter_says_so_where_nothing_was_finished():
    draft = status_letter(waiting(WORDS), recipient=INFORMAL, sender=ROBIN)
    expected = """
Stand der Dinge am 22. November

Hallo Anna,

hier ist der aktuelle Stand für dich. Fertig geworden ist diesmal nichts.

Das kommt noch von mir:
- Bericht zur Datensicherung: noch ohne Termin

Das brauche ich noch von dir:
- Texte für den Shop: bis morgen

Falls etwas fehlt oder aus deiner Sicht anders ist, sag mir bitte Bescheid.

Viele Grüße
Robin
"""

    assert shown(draft) == expected


def test_where_nothing_is_open_one_short_letter_says_so_formally():
    draft = status_letter(nothing(), recipient=FORMAL, sender=ROBIN)
    expected = """
Stand der Dinge am 22. November

Sehr geehrte Frau Dr. Weber,

soweit ich sehe, ist auf beiden Seiten nichts offen: Von mir steht nichts aus, und von Ihnen brauche ich im Moment nichts.

Falls Sie das anders sehen, sagen Sie mir bitte Bescheid.

Mit freundlichen Grüßen
Robin Hale
"""

    assert shown(draft) == expected


def test_where_nothing_is_open_one_short_letter_says_so_informally():
    draft = status_letter(nothing(), recipient=INFORMAL, sender=ROBIN)
    expected = """
Stand der Dinge am 22. November

Hallo Anna,

soweit ich sehe, ist auf beiden Seiten nichts offen: Von mir steht nichts aus, und von dir brauche ich im Moment nichts.

Falls du das anders siehst, sag mir bitte Bescheid.

Viele Grüße
Robin
"""

    assert shown(draft) == expected


def test_a_recap_asks_whether_it_is_right_formally():
    draft = recap_letter(
        said(WORDS), met_on=date(2026, 11, 20), kind="call", recipient=FORMAL, sender=ROBIN
    )
    expected = """
Unser Telefonat am 20. November: So habe ich es verstanden

Sehr geehrte Frau Dr. Weber,

so habe ich unser Telefonat vom Freitag, 20. November verstanden.

Das mache ich:
- Migrationsplan: bis Freitag, 27. November

Das kommt von Ihnen:
- Texte für den Shop

Ihre Anliegen, auf die ich noch nicht geantwortet habe:
- „Könnten Sie auf der Startseite ein Suchfeld einbauen?“

Stimmt das so? Ein kurzes Ja genügt. Wenn etwas anders war oder fehlt, sagen Sie es mir bitte.

Mit freundlichen Grüßen
Robin Hale
"""

    assert shown(draft) == expected


def test_a_recap_asks_whether_it_is_right_informally():
    draft = recap_letter(
        said(WORDS), met_on=date(2026, 11, 21), kind="chat", recipient=INFORMAL, sender=ROBIN
    )
    expected = """
Unser Chatgespräch am 21. November: So habe ich es verstanden

Hallo Anna,

so habe ich unser Chatgespräch von gestern verstanden.

Das mache ich:
- Migrationsplan: bis Freitag, 27. November

Das kommt von dir:
- Texte für den Shop

Deine Anliegen, auf die ich noch nicht geantwortet habe:
- „Könnten Sie auf der Startseite ein Suchfeld einbauen?“

Stimmt das so? Ein kurzes Ja genügt. Wenn etwas anders war oder fehlt, sag es mir bitte.

Viele Grüße
Robin
"""

    assert shown(draft) == expected


def test_a_moved_date_is_told_with_old_date_new_date_and_reason():
    draft = moved_letter(
        busy(WORDS).we_owe[3],
        why="Der Registrar hat den Umzug für Januar bestätigt.",
        on=SUNDAY,
        zone=BERLIN,
        recipient=FORMAL,
        sender=ROBIN,
    )
    expected = """
Neuer Termin: Freitag, 8. Januar 2027

Sehr geehrte Frau Dr. Weber,

für Folgendes gibt es einen neuen Termin:

- Bericht zur Datensicherung

Der bisherige Termin war Dienstag, 1. Dezember. Der neue Termin ist Freitag, 8. Januar 2027. Der Grund: Der Registrar hat den Umzug für Januar bestätigt.

Falls Ihnen der neue Termin nicht passt, sagen Sie mir bitte Bescheid.

Mit freundlichen Grüßen
Robin Hale
"""

    assert shown(draft) == expected


def test_a_reminder_asks_kindly_for_what_is_late():
    draft = reminder_letter(
        busy(WORDS).they_owe[0], on=SUNDAY, zone=BERLIN, recipient=FORMAL, sender=ROBIN
    )
    expected = """
Kurze Erinnerung

Sehr geehrte Frau Dr. Weber,

darf ich noch einmal auf Folgendes zurückkommen:

- „Ich maile die Fotos am Mittwoch.“

Vorgesehen war Mittwoch, 18. November. Schon eine kurze Zeile, wann ich damit rechnen kann, hilft mir weiter. Falls sich unsere Nachrichten überschnitten haben, betrachten Sie meine bitte als erledigt. Vielen Dank!

Mit freundlichen Grüßen
Robin Hale
"""

    assert shown(draft) == expected


def test_a_reminder_without_a_date_says_how_long_it_has_been_open():
    draft = reminder_letter(
        busy(WORDS).they_owe[1], on=SUNDAY, zone=BERLIN, recipient=INFORMAL, sender=ROBIN
    )
    expected = """
Kurze Erinnerung: Texte für den Shop

Hallo Anna,

darf ich noch einmal auf Folgendes zurückkommen:

- Texte für den Shop

Das ist seit dreizehn Tagen offen. Schon eine kurze Zeile, wann ich damit rechnen kann, hilft mir weiter. Falls sich unsere Nachrichten überschnitten haben, betrachte meine bitte als erledigt. Vielen Dank!

Viele Grüße
Robin
"""

    assert shown(draft) == expected
