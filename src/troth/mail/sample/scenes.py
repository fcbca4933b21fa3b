"""The story's table, thread by thread."""

from datetime import time

from troth.mail.sample.people import (
    ACCOUNTS,
    ANNA,
    BEN,
    CLARA,
    DINA,
    ELIAS,
    MIRIAM,
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
          answers="08-texts-request", days={"texts": -12}, turn=Turn.NEED_PROMISED),
    Scene("10-texts-logo", TOMAS, (ROBIN,), -15, time(11, 15), answers="08-texts-request",
          attached="logo.svg"),
    Scene("11-texts-reminder", ROBIN, (TOMAS,), -8, time(10, 33), cc=(ANNA,),
          answers="10-texts-logo"),

    Scene("12-season-invitation", ANNA, (ROBIN,), -5, time(14, 10), cc=(TOMAS,),
          days={"meeting": 6}, form=Form.INVITATION),
)

DENTISTS = (
    Scene("13-mail-down", MIRIAM, (ROBIN,), -17, time(7, 48), turn=Turn.ALARM_SOLVED),
    Scene("14-mail-on-it", ROBIN, (MIRIAM,), -17, time(8, 5), answers="13-mail-down"),
    Scene("15-mail-fixed", ROBIN, (MIRIAM,), -17, time(9, 20), answers="13-mail-down",
          days={"report": -15}, turn=Turn.PROMISE_KEPT),
    Scene("16-mail-relief", MIRIAM, (ROBIN,), -17, time(9, 41), answers="15-mail-fixed",
          turn=Turn.THANKS_ONLY),
    Scene("17-mail-report", ROBIN, (MIRIAM,), -15, time(14, 55), cc=(PAUL,),
          answers="15-mail-fixed", attached="report.txt"),

    Scene("18-reminders-wish", MIRIAM, (ROBIN,), -6, time(12, 26), days={"budget": 3},
          form=Form.HTML_ONLY, turn=Turn.ASK_UNANSWERED),

    Scene("19-page-down", MIRIAM, (ROBIN,), 0, time(16, 52), turn=Turn.ALARM_OPEN),

    Scene("20-restore-wish", PAUL, (ROBIN,), -11, time(9, 3)),
    Scene("21-restore-promise", ROBIN, (PAUL,), -10, time(10, 18), answers="20-restore-wish",
          days={"protocol": -6}, turn=Turn.PROMISE_OVERDUE),
    Scene("22-restore-chase", PAUL, (ROBIN,), -2, time(8, 45), answers="21-restore-promise",
          turn=Turn.ASK_CHASED),

    Scene("23-router-question", ROBIN, (PAUL,), -1, time(10, 2), days={"router": 3},
          turn=Turn.NEED_DECISION),
    Scene("24-paul-away", PAUL, (ROBIN,), -1, time(10, 3), answers="23-router-question",
          days={"back": 7}, form=Form.AUTO_REPLY, turn=Turn.AWAY),

    Scene("25-invoice", ROBIN, (ACCOUNTS,), -9, time(16, 40), attached="invoice.txt"),
    Scene("26-bounce", POSTMASTER, (ROBIN,), -9, time(16, 41), answers="25-invoice",
          form=Form.BOUNCE),
)

TOOLMAKERS = (
    Scene("27-stock-options", ROBIN, (BEN,), -28, time(10, 44), cc=(CLARA,), days={"decide": -24}),
    Scene("28-stock-question", BEN, (ROBIN,), -26, time(9, 17), answers="27-stock-options"),
    Scene("29-stock-answer", ROBIN, (BEN,), -26, time(9, 58), cc=(CLARA,),
          answers="28-stock-question"),
    Scene("30-stock-decision", CLARA, (ROBIN,), -25, time(11, 6), cc=(BEN,),
          answers="27-stock-options", turn=Turn.DECISION),
    Scene("31-basic-promise", ROBIN, (CLARA, BEN), -25, time(11, 52), answers="30-stock-decision",
          days={"basic": -16}, turn=Turn.PROMISE_KEPT),
    Scene("32-basic-there", ROBIN, (BEN, CLARA), -16, time(16, 12), answers="31-basic-promise",
          days={"feedback": -11}),
    Scene("33-basic-feedback", BEN, (ROBIN,), -11, time(13, 38), answers="32-basic-there",
          days={"live": 9}),
    Scene("34-fix-promise", ROBIN, (BEN,), -10, time(9, 9), answers="33-basic-feedback",
          days={"fix": 2}, turn=Turn.PROMISE_AHEAD),

    Scene("35-access-request", ROBIN, (OSKAR, BEN), -7, time(11, 27), turn=Turn.NEED_ACCESS),
    Scene("36-access-promise", OSKAR, (ROBIN,), -6, time(6, 55), answers="35-access-request",
          days={"account": -5}, turn=Turn.NEED_PROMISED),

    Scene("37-labels-wish", OSKAR, (ROBIN,), -14, time(15, 20)),
    Scene("38-labels-never-mind", OSKAR, (ROBIN,), -13, time(7, 14), answers="37-labels-wish",
          turn=Turn.ASK_WITHDRAWN),

    Scene("39-weekend-wish", CLARA, (ROBIN,), -18, time(15, 33)),
    Scene("40-weekend-no", ROBIN, (CLARA,), -17, time(11, 30), answers="39-weekend-wish",
          turn=Turn.ASK_DECLINED),
    Scene("41-weekend-fine", CLARA, (ROBIN,), -17, time(12, 4), answers="40-weekend-no",
          turn=Turn.THANKS_ONLY),

    Scene("42-stock-update", ROBIN, (CLARA,), -4, time(16, 0), cc=(BEN,)),
)

FOUNDATION = (
    Scene("43-donation-draft", ROBIN, (DINA,), -21, time(14, 37), days={"feedback": -14}),
    Scene("44-donation-first-look", DINA, (ROBIN,), -14, time(8, 22), answers="43-donation-draft",
          days={"comments": -9}, turn=Turn.NEED_PROMISED),
    Scene("45-donation-ill", DINA, (ROBIN,), 0, time(10, 20), answers="44-donation-first-look",
          days={"follow": 1}, turn=Turn.DEFERRAL),

    Scene("46-shifts-wish", DINA, (ROBIN,), -23, time(17, 25), turn=Turn.SCOPE_CREEP),
    Scene("47-newsletter-wish", DINA, (ROBIN,), -20, time(11, 46), answers="46-shifts-wish",
          turn=Turn.SCOPE_CREEP),

    Scene("48-app-idea", ELIAS, (ROBIN,), -4, time(17, 40), turn=Turn.INQUIRY),
    Scene("49-app-answer", ROBIN, (ELIAS,), -3, time(9, 26), answers="48-app-idea",
          days={"pages": 4}, turn=Turn.PROMISE_AHEAD),

    Scene("50-figures-wish", ELIAS, (ROBIN,), -16, time(10, 51), days={"figures": -10}),
    Scene("51-figures-promise", ROBIN, (ELIAS,), -15, time(9, 35), answers="50-figures-wish",
          days={"table": -11}, turn=Turn.PROMISE_KEPT),
    Scene("52-figures-sent", ROBIN, (ELIAS,), -11, time(17, 8), answers="51-figures-promise",
          attached="visitors.csv"),
    Scene("53-figures-thanks", ELIAS, (ROBIN,), -10, time(8, 2), answers="52-figures-sent",
          turn=Turn.THANKS_ONLY),
)

STRANGERS = (
    Scene("54-renewal-warning", NAMEWELL, (ROBIN,), -10, time(8, 0), days={"expires": 12},
          form=Form.NOTICE, turn=Turn.RENEWAL),
    Scene("55-newsletter", SMALL_OFFICE, (ROBIN,), -7, time(8, 0), form=Form.NEWSLETTER),
)
# fmt: on

STORY = tuple(
    sorted(
        HOTEL + DENTISTS + TOOLMAKERS + FOUNDATION + STRANGERS,
        key=lambda scene: (scene.day, scene.clock),
    )
)
"""Every scene in the order of time, so that a letter stands before its answers."""
