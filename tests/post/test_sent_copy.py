"""A sent letter's copy lies in the Sent folder, once."""

import pytest

from tests.mail.dovecot import PASSWORD
from troth.jobs.models import Job
from troth.mail.actions.mailboxes import add
from troth.mail.copying import is_kept_by_itself, keep_copy, mailbox_for_copy
from troth.mail.imap.append import NoSentFolderError, sent_folder
from troth.mail.imap.explained import SignInError
from troth.mail.imap.folders import understood
from troth.post.actions import senders
from troth.post.delivery import deliver, lines_of
from troth.post.models import Outgoing
from troth.worker.copying import copy

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def mailbox(cast, dovecot, sender, request):
    user = f"copy-{request.node.name[5:25].replace('_', '-')}"
    dovecot.fill(user, {"": [], ".Sent": []})
    made = add(dovecot.address(user), password=PASSWORD, by=cast.alice, at=cast.at)
    senders.copy_to(sender, made.pk, by=cast.alice, at=cast.at)
    made.maildir = dovecot.home(user) / "Maildir"
    return made


@pytest.fixture
def sent(put, clock, mailbox):
    outgoing = put()
    deliver(outgoing.pk, owner="a", clock=clock)
    outgoing.refresh_from_db()
    return outgoing


def copies(mailbox):
    return sorted((mailbox.maildir / ".Sent").glob("*/*,*"))


def test_the_copy_is_the_letter_that_was_sent_and_counts_as_read(sent, mailbox, sender, clock):
    copy(Job.objects.get(name="copy"), clock.at)
    sent.refresh_from_db()
    (path,) = copies(mailbox)

    assert path.read_bytes().replace(b"\r\n", b"\n") == lines_of(sent, sender).replace(
        b"\r\n", b"\n"
    )
    assert path.name.endswith("S")
    assert sent.copied_at == clock.at


def test_whoever_was_killed_after_the_copy_was_put_puts_no_second_one(sent, mailbox, clock):
    keep_copy(sent, mailbox, password=PASSWORD, at=clock.at)
    Outgoing.objects.update(copied_at=None)
    sent.refresh_from_db()
    again = mailbox_for_copy(sent)
    keep_copy(sent, again, password=PASSWORD, at=clock.at)
    sent.refresh_from_db()

    assert len(copies(mailbox)) == 1
    assert mailbox_for_copy(sent) is None


def test_a_wrong_password_and_a_folder_that_is_not_there_are_said_in_a_sentence(
    sent, mailbox, clock, monkeypatch
):
    with pytest.raises(SignInError, match="refused the user name"):
        keep_copy(sent, mailbox, password="wrong", at=clock.at)
    monkeypatch.setattr("troth.mail.imap.append.sent_folder", lambda _folders: None)
    with pytest.raises(NoSentFolderError, match="Make one named Sent there"):
        keep_copy(sent, mailbox, password=PASSWORD, at=clock.at)

    assert copies(mailbox) == []


def test_where_the_server_keeps_a_copy_by_itself_no_second_one_is_put(sent, mailbox, sender, clock):
    sender.place = "smtps://alice@smtp.gmail.com"
    sender.save()
    keep_copy(sent, mailbox, password="not even asked for", at=clock.at)
    sent.refresh_from_db()

    assert is_kept_by_itself(sender)
    assert copies(mailbox) == []
    assert sent.copied_at == clock.at


def test_a_colleagues_mailbox_gets_no_copies(sent, mailbox, cast):
    mailbox.__class__.objects.filter(pk=mailbox.pk).update(member=cast.bob)

    assert mailbox_for_copy(sent) is None


LISTINGS = {
    "flagged": ([rb"(\Sent) / Weg", rb"() / Sent"], "Weg"),
    "named": ([rb"() / Archive", rb"() / Gesendet"], "Gesendet"),
    "below the inbox": ([rb"() / INBOX", rb"() / INBOX/Sent"], "INBOX/Sent"),
    "only folders in it": ([rb"(\Noselect) / Sent"], None),
    "a project of that name": ([rb"() / Projects/Sent"], None),
    "a trash that is named so": ([rb"(\Trash) / Sent"], None),
}


@pytest.mark.parametrize("name", LISTINGS)
def test_the_folder_for_sent_letters_is_found_by_its_flag_or_its_name(name):
    lines, expected = LISTINGS[name]
    listed = [line.split(b" ", 2) for line in lines]
    found = sent_folder(
        understood(((flags.strip(b"()"),), delimiter, raw) for flags, delimiter, raw in listed)
    )

    assert (found.name if found else None) == expected
