"""A worker whose practice has mailboxes on a server: python -m tests.worker.watched_home PLACE ..."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "troth.project.settings"


def main(places: list[str]) -> None:
    import django  # after the settings

    django.setup()
    from django.core.management import call_command

    from tests.mail.dovecot import PASSWORD
    from troth.mail.actions.rows import TABLE
    from troth.mail.models import Mailbox, MailboxState
    from troth.people.models import Member, Practice
    from troth.people.sealing import seal
    from troth.worker.__main__ import main as work
    from troth.worker.loop import now

    call_command("migrate", verbosity=0)
    practice = Practice.objects.create(name="Harbour IT", founded_at=now())
    member = Member.objects.create(practice=practice, email="alice@harbour-it.example")
    for place in places:
        mailbox = Mailbox(
            practice=practice,
            member=member,
            place=place,
            state=MailboxState.LOOKING,
            added_at=now(),
        )
        mailbox.password = seal(PASSWORD, practice=practice.pk, table=TABLE, row=mailbox.pk)
        mailbox.save(force_insert=True)
    work([])


if __name__ == "__main__":
    main(sys.argv[1:])
