"""Files of past work, as other programs export them."""

from datetime import date

from troth.forecasts.actions.importing import Imported, import_work
from troth.forecasts.work_files import Past, read_past

TODAY = date(2026, 3, 2)

KIMAI = """\
Date,From,To,Duration,Currency,Price,Internal price,Hourly price,Fixed price,Name,User,Email,Staff number,Customer,Project,Activity,Description,Exported,Tags
2026-02-10,09:00,11:30,2.50,EUR,0,0,0,0,Alice,alice,alice@harbour-it.example,,Acme,Shop,Development,Move the checkout,no,
2026-02-11,09:00,10:00,1.00,EUR,0,0,0,0,Alice,alice,alice@harbour-it.example,,Acme,Shop,Development,Move the checkout,no,
2026-02-11,13:00,13:45,0.75,EUR,0,0,0,0,Alice,alice,alice@harbour-it.example,,Birch,Site,Support,,no,
"""

TOGGL = """\
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()
Alice,alice@harbour-it.example,Acme,Shop,,"Move the checkout, part 2",Yes,2026-02-10,09:00:00,2026-02-10,11:30:00,02:30:00,,
Alice,alice@harbour-it.example,Acme,Shop,,"Move the checkout, part 2",Yes,2026-02-11,09:00:00,2026-02-11,10:00:00,01:00:00,,
Alice,alice@harbour-it.example,Birch,Site,Hosting,renew it,Yes,2026-02-11,13:00:00,2026-02-11,13:45:00,00:45:00,,
"""

OWN = """\
id,title,client,estimated_hours,actual_hours,estimated_on,completed_on,kind
7,Checkout,acme.example,3,3.5,2026-02-01,2026-02-11,shop
8,Certificate,Birch,1,"0,5",2026-02-05,2026-02-06,
9,Meeting,,,1:15,,2026-02-06,
"""


def past(text: str | bytes, *, source: str | None = None, **columns: str) -> Past:
    raw = text.encode() if isinstance(text, str) else text
    return read_past(raw, source=source, columns=columns, today=TODAY)


def imported(cast, text: str | bytes, **said) -> Imported:
    by = said.pop("by", cast.alice)
    return import_work(past(text, **said), by=by, at=cast.at)
