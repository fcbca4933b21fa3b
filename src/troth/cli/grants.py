"""What opens a mailbox, at the terminal: a password, or a sign-in where its provider wants one."""

import os
import time

import click

from troth.cli.grants_back import sent_and_back
from troth.cli.options import now
from troth.cli.passwords import VARIABLE, asked_password
from troth.cli.refusing import refusing
from troth.mail.imap.address import parse_address
from troth.mail.places import SourceError
from troth.mail.sources import IMAP_SCHEME
from troth.people.oauth import GrantUnreachableError, device
from troth.people.oauth.device import DeviceCode
from troth.people.oauth.leave import Leave
from troth.people.oauth.providers import Provider, provider_for
from troth.people.oauth.tokens import Tokens
from troth.people.oauth.trouble import MisconfiguredError, NotGivenError


def what_opens(place: str) -> str | Leave:
    """A password, or leave; "" for what lies on this machine. Refuses where neither is given.

    A password in the environment counts before a sign-in.
    """
    if not IMAP_SCHEME.match(place):
        return ""
    with refusing(SourceError, MisconfiguredError):
        address = parse_address(place)
        provider = provider_for(address.host)
    if provider is None or os.environ.get(VARIABLE):
        return asked_password(place)
    if not provider.is_set_up:
        click.echo(
            f"{provider.words} wants a sign-in instead of a password, or a password made for one "
            "program. docs/oauth.md says how to set the sign-in up.",
            err=True,
        )
        return asked_password(place)
    with refusing(MisconfiguredError, NotGivenError, GrantUnreachableError):
        tokens = _signed_in(provider, address.user)
    click.echo(f"{provider.words} lets Troth in.", err=True)
    return Leave(provider, address.user, tokens)


def _signed_in(provider: Provider, account: str) -> Tokens:
    if not provider.device_url:
        return sent_and_back(provider, account)
    code = device.start(provider, at=now())
    click.echo(
        f"Sign in with {provider.words} as {account}: open\n\n    {code.url}\n\n"
        f"on any device and type\n\n    {code.user_code}\n\n"
        "Waiting until you have; Ctrl+C leaves it.",
        err=True,
    )
    return _waited_for(provider, code)


def _waited_for(provider: Provider, code: DeviceCode) -> Tokens:
    while True:
        time.sleep(code.interval)
        asked = device.poll(provider, code, at=now())
        if isinstance(asked, Tokens):
            return asked
        code = asked
