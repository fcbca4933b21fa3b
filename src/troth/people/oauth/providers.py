"""Who gives leave for which mailboxes, and where it is asked for.

Microsoft and Google are known; each needs a client id of the practice's own. Any other provider is
made of the same variables: TROTH_OAUTH_<NAME>_CLIENT_ID and its neighbours (docs/oauth.md).

Source: Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"; Google, "OAuth 2.0
for Mobile & Desktop Apps" and "OAuth 2.0 Mechanism" for Gmail. Google gives no leave for mail by a
code for another device ("Allowed scopes" of "OAuth 2.0 for TV and Limited-Input Device
Applications"), so that it is led to and back again.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from troth.people.oauth.trouble import MisconfiguredError
from troth.pure.hosts import is_private

PREFIX = "TROTH_OAUTH_"
NAMED = re.compile(rf"{PREFIX}([A-Z0-9]{{1,40}})_CLIENT_ID")
TENANT = re.compile(r"[A-Za-z0-9.-]{1,100}")
LOGIN = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0"
MICROSOFT_SCOPES = (
    "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send "
    "offline_access"
)
URLS = ("device_url", "token_url", "authorize_url")


@dataclass(frozen=True, slots=True)
class Provider:
    """`name` is kept with a grant, `words` is what a person reads.

    With a `device_url` it gives a code that is typed on any device; without one a browser is led to
    `authorize_url` and back. `imap_hosts` are the servers that take what it gives.
    """

    name: str
    words: str
    token_url: str
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    device_url: str = ""
    authorize_url: str = ""
    scopes: str = ""
    imap_hosts: frozenset[str] = frozenset()
    smtp_host: str = ""
    extras: tuple[tuple[str, str], ...] = ()

    @property
    def is_set_up(self) -> bool:
        """Whether the practice has told it of this program."""
        return bool(self.client_id)


MICROSOFT = Provider(
    name="microsoft",
    words="Microsoft",
    token_url=f"{LOGIN}/token",
    device_url=f"{LOGIN}/devicecode",
    authorize_url=f"{LOGIN}/authorize",
    scopes=MICROSOFT_SCOPES,
    imap_hosts=frozenset(("outlook.office365.com", "outlook.office.com", "imap-mail.outlook.com")),
    smtp_host="smtp.office365.com",
)
GOOGLE = Provider(
    name="google",
    words="Google",
    token_url="https://oauth2.googleapis.com/token",  # noqa: S106  # an address, no password
    authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
    scopes="https://mail.google.com/",
    imap_hosts=frozenset(("imap.gmail.com", "imap.googlemail.com")),
    smtp_host="smtp.gmail.com",
    # Without them no refresh token comes back from a second time on.
    extras=(("access_type", "offline"), ("prompt", "consent")),
)
KNOWN = (MICROSOFT, GOOGLE)


def providers(said: Mapping[str, str] = os.environ) -> list[Provider]:
    """The known ones and those that are set up besides. Raises MisconfiguredError."""
    named = {match[1].lower() for name in said if (match := NAMED.fullmatch(name))}
    others = [
        Provider(name, name.capitalize(), "") for name in sorted(named - {"microsoft", "google"})
    ]
    return [_set_up(provider, said) for provider in (*KNOWN, *others)]


def provider_named(name: str, said: Mapping[str, str] = os.environ) -> Provider | None:
    """The one that a grant names, where it is still set up. Raises MisconfiguredError."""
    return next((it for it in providers(said) if it.name == name and it.is_set_up), None)


def provider_for(host: str, said: Mapping[str, str] = os.environ) -> Provider | None:
    """Whose leave the server `host` takes, whether or not that is set up.

    Raises MisconfiguredError.
    """
    wanted = host.lower().rstrip(".")
    return next((it for it in providers(said) if wanted in it.imap_hosts), None)


def _set_up(provider: Provider, said: Mapping[str, str]) -> Provider:
    """The provider with what the variables say of it."""

    def of(name: str, otherwise: str) -> str:
        return said.get(f"{PREFIX}{provider.name.upper()}_{name}", "").strip() or otherwise

    tenant = of("TENANT", "common")
    if not TENANT.fullmatch(tenant):
        raise _misfit(provider, "TENANT", "is no tenant: it is an id or a domain")
    urls = {it: of(it.upper(), getattr(provider, it)).replace("{tenant}", tenant) for it in URLS}
    hosts = of("IMAP_HOSTS", " ".join(provider.imap_hosts)).lower().replace(",", " ").split()
    made = replace(
        provider,
        device_url=urls["device_url"],
        token_url=urls["token_url"],
        authorize_url=urls["authorize_url"],
        words=of("WORDS", provider.words),
        client_id=of("CLIENT_ID", ""),
        client_secret=of("CLIENT_SECRET", ""),
        scopes=of("SCOPES", provider.scopes),
        smtp_host=of("SMTP_HOST", provider.smtp_host),
        imap_hosts=frozenset(hosts),
    )
    _refuse_what_does_not_fit(made)
    return made


def _refuse_what_does_not_fit(provider: Provider) -> None:
    for name in URLS:
        url = getattr(provider, name)
        if url and not is_private(url):
            raise _misfit(provider, name.upper(), "must begin with https://")
    if not provider.token_url:
        raise _misfit(provider, "TOKEN_URL", "is missing")
    if not (provider.device_url or provider.authorize_url):
        raise _misfit(provider, "DEVICE_URL", "or ..._AUTHORIZE_URL is missing")
    if not provider.imap_hosts:
        raise _misfit(provider, "IMAP_HOSTS", "is missing: it names the servers of mail")


def _misfit(provider: Provider, name: str, why: str) -> MisconfiguredError:
    return MisconfiguredError(
        f"{PREFIX}{provider.name.upper()}_{name} {why}. docs/oauth.md says what belongs there."
    )
