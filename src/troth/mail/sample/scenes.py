"""The story's table, thread by thread."""

from datetime import time

from troth.mail.sample.people import (
    ACCOUNTS,
    ANNA,
    BEN,
    CLARA,
    DINA,
    ELIAS,
    MIREILLE,
    NAMEWELL,
    OSKAR,
    PAUL,
    POSTMASTER,
    ROBIN,
    SMALL_OFFICE,
    TOMAS,
)
from troth.mail.sample.story import Form, Scene, Turn

# fmt: off
HOTEL = (
    Scene("01-booking-wish", ANNA, (ROBIN,), -13, time(9, 12)),
    Scene("02-booking-promise", ROBIN, (ANNA,), -13, time(11, 40), answers="01-booking-wish",
          days={"quote": -9}, turn=Turn.PROMISE_FORGOTTEN),
    Scene("03-booking-thanks", ANNA, (ROBIN,), -12, time(8, 31), answers="02-booking-promise",
          turn=Turn.THANKS_ONLY),

    Scene("04-photos-wish", TOMAS, (ROBIN,), -24, time(10, 5), days={"swap": -21}),
    Scene("05-photos-promise", ROBIN, (TOMAS,), -24, time(13, 22), answers="04-photos-wish",
          days={"up": -22}, turn=Turn.PROMISE_KEPT),
    Scene("06-photos-done", ROBIN, (TOMAS,), -22, time(15, 48), answers="04-photos-wish"),
    Scene("07-photos-thanks", TOMAS, (ROBIN,), -22, time(16, 30), answers="06-photos-done",
          turn=Turn.THANKS_ONLY),

    Scene("08-texts-request", ROBIN, (ANNA,), -20, time(9, 50), cc=(TOMAS,),
          days={"texts": -16}, turn=Turn.NEED_CONTENT),
    Scene("09-texts-promise", TOMAS, (ROBIN,), -19, time(17, 2), cc=(ANNA,),
          answers="08-texts-request", days={"texts": -12}, attached="logo.svg",
          turn=Turn.NEED_PROMISED),
    Scene("10-texts-half", TOMAS, (ROBIN,), -15, time(11, 15), answers="08-texts-request"),
    Scene("11-texts-reminder", ROBIN, (TOMAS,), -10, time(10, 33), cc=(ANNA,),
          answers="10-texts-half"),

    Scene("12-season-invitation", ANNA, (ROBIN,), -5, time(14, 10), cc=(TOMAS,),
          days={"meeting": 6}, form=Form.INVITATION),

    Scene("13-room-twice", TOMAS, (ROBIN,), -2, time(15, 7), turn=Turn.TWO_LANGUAGES),
)

# The clinic opens when it is two in the afternoon in the middle of Europe.
CLINIC = (
    Scene("21-mail-down", MIREILLE, (ROBIN,), -17, time(14, 2), turn=Turn.ALARM_SOLVED),
    Scene("22-mail-on-it", ROBIN, (MIREILLE,), -17, time(14, 11), answers="21-mail-down"),
    Scene("23-mail-fixed", ROBIN, (MIREILLE,), -17, time(15, 23), answers="21-mail-down",
          days={"report": -15}, turn=Turn.PROMISE_KEPT),
    Scene("24-mail-relief", MIREILLE, (ROBIN,), -17, time(15, 41), answers="23-mail-fixed",
          turn=Turn.THANKS_ONLY),
    Scene("25-mail-report", ROBIN, (MIREILLE,), -15, time(14, 55), cc=(PAUL,),
          answers="23-mail-fixed", attached="rapport.txt"),

    Scene("26-signing-proposal", ROBIN, (MIREILLE,), -13, time(14, 26)),
    Scene("27-signing-ok", MIREILLE, (ROBIN,), -13, time(17, 48), answers="26-signing-proposal",
          turn=Turn.ONLY_OK),

    Scene("28-reminders-wish", MIREILLE, (ROBIN,), -6, time(17, 26), days={"budget": 3},
          form=Form.HTML_ONLY, turn=Turn.ASK_UNANSWERED),

    Scene("29-page-down", MIREILLE, (ROBIN,), 0, time(16, 52), turn=Turn.ALARM_OPEN),

    Scene("30-restore-wish", PAUL, (ROBIN,), -11, time(15, 3)),
    Scene("31-restore-promise", ROBIN, (PAUL,), -10, time(10, 18), answers="30-restore-wish",
          days={"protocol": -6}, turn=Turn.PROMISE_OVERDUE),
    Scene("32-restore-chase", PAUL, (ROBIN,), -2, time(14, 45), answers="31-restore-promise",
          turn=Turn.ASK_CHASED),

    Scene("33-router-question", ROBIN, (PAUL,), -1, time(14, 32), days={"router": 3},
          turn=Turn.NEED_DECISION),
    Scene("34-paul-away", PAUL, (ROBIN,), -1, time(14, 33), answers="33-router-question",
          days={"back": 7}, form=Form.AUTO_REPLY, turn=Turn.AWAY),

    Scene("35-invoice", ROBIN, (ACCOUNTS,), -9, time(16, 40), attached="facture.txt"),
    Scene("36-bounce", POSTMASTER, (ROBIN,), -9, time(16, 41), answers="35-invoice",
          form=Form.BOUNCE),
)

TOOLMAKERS = (
    Scene("41-stock-options", ROBIN, (BEN,), -28, time(10, 44), cc=(CLARA,), days={"decide": -24}),
    Scene("42-stock-question", BEN, (ROBIN,), -26, time(9, 17), answers="41-stock-options"),
    Scene("43-stock-answer", ROBIN, (BEN,), -26, time(9, 58), cc=(CLARA,),
          answers="42-stock-question"),
    Scene("44-stock-decision", CLARA, (ROBIN,), -25, time(11, 6), cc=(BEN,),
          answers="41-stock-options", turn=Turn.DECISION),
    Scene("45-basic-promise", ROBIN, (CLARA, BEN), -25, time(11, 52), answers="44-stock-decision",
          days={"basic": -16}, turn=Turn.PROMISE_KEPT),
    Scene("46-basic-there", ROBIN, (BEN, CLARA), -16, time(16, 12), answers="45-basic-promise",
          days={"feedback": -11}),
    Scene("47-basic-feedback", BEN, (ROBIN,), -11, time(13, 38), answers="46-basic-there",
          days={"live": 9}),
    Scene("48-fix-promise", ROBIN, (BEN,), -10, time(9, 9), answers="47-basic-feedback",
          days={"fix": 2}, turn=Turn.PROMISE_AHEAD),

    Scene("49-access-request", ROBIN, (OSKAR, BEN), -7, time(11, 27), turn=Turn.NEED_ACCESS),
    Scene("50-access-promise", OSKAR, (ROBIN,), -6, time(6, 55), answers="49-access-request",
          days={"account": -5}, turn=Turn.NEED_PROMISED),

    Scene("51-labels-wish", OSKAR, (ROBIN,), -14, time(15, 20)),
    Scene("52-labels-never-mind", OSKAR, (ROBIN,), -13, time(7, 14), answers="51-labels-wish",
          turn=Turn.ASK_WITHDRAWN),

    Scene("53-weekend-wish", CLARA, (ROBIN,), -18, time(15, 33)),
    Scene("54-weekend-no", ROBIN, (CLARA,), -17, time(11, 30), answers="53-weekend-wish",
          turn=Turn.ASK_DECLINED),
    Scene("55-weekend-fine", CLARA, (ROBIN,), -17, time(12, 4), answers="54-weekend-no",
          turn=Turn.THANKS_ONLY),

    Scene("56-stock-update", ROBIN, (CLARA,), -4, time(16, 0), cc=(BEN,), turn=Turn.WIN),
)

FOUNDATION = (
    Scene("61-donation-draft", ROBIN, (DINA,), -21, time(14, 37), days={"feedback": -14}),
    Scene("62-donation-first-look", DINA, (ROBIN,), -14, time(8, 22), answers="61-donation-draft",
          days={"comments": -9}, turn=Turn.NEED_PROMISED),
    Scene("63-donation-ill", DINA, (ROBIN,), 0, time(10, 20), answers="62-donation-first-look",
          days={"follow": 1}, turn=Turn.DEFERRAL),

    Scene("64-shifts-wish", DINA, (ROBIN,), -23, time(17, 25), turn=Turn.SCOPE_CREEP),
    Scene("65-newsletter-wish", DINA, (ROBIN,), -20, time(11, 46), answers="64-shifts-wish",
          turn=Turn.SCOPE_CREEP),

    Scene("66-app-idea", ELIAS, (ROBIN,), -4, time(17, 40), turn=Turn.INQUIRY),
    Scene("67-app-answer", ROBIN, (ELIAS,), -3, time(9, 26), answers="66-app-idea",
          days={"pages": 4}, turn=Turn.PROMISE_AHEAD),

    Scene("68-figures-wish", ELIAS, (ROBIN,), -16, time(10, 51), days={"figures": -10}),
    Scene("69-figures-promise", ROBIN, (ELIAS,), -15, time(9, 35), answers="68-figures-wish",
          days={"table": -11}, turn=Turn.PROMISE_KEPT),
    Scene("70-figures-sent", ROBIN, (ELIAS,), -11, time(17, 8), answers="69-figures-promise",
          attached="visitas.csv"),
    Scene("71-figures-thanks", ELIAS, (ROBIN,), -10, time(8, 2), answers="70-figures-sent",
          turn=Turn.THANKS_ONLY),

    Scene("72-appeal-proof", DINA, (ROBIN,), -5, time(12, 20), form=Form.MAILING),
)

STRANGERS = (
    Scene("81-renewal-warning", NAMEWELL, (ROBIN,), -10, time(8, 0), days={"expires": 12},
          form=Form.NOTICE, turn=Turn.RENEWAL),
    Scene("82-newsletter", SMALL_OFFICE, (ROBIN,), -7, time(8, 0), form=Form.NEWSLETTER),
)
# fmt: on

STORY = tuple(
    sorted(
        HOTEL + CLINIC + TOOLMAKERS + FOUNDATION + STRANGERS,
        key=lambda scene: (scene.day, scene.clock),
    )
)
"""Every scene in the order of time, so that a letter stands before its answers."""
