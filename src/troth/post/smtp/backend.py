"""Django's way to send mail, by a connection that stops before the last line of a letter."""

from typing import Any

from django.core.mail.backends.smtp import EmailBackend

from troth.people.oauth import AccessToken, GrantEndedError, GrantUnreachableError
from troth.post.address import Address
from troth.post.smtp.composing import Mail
from troth.post.smtp.connection import YES, Connection, Limits, Reply
from troth.post.smtp.explained import CA_VARIABLE, reaching
from troth.post.smtp.failures import SenderTroubleError, UnreachableError
from troth.post.smtp.handing import hand
from troth.post.smtp.signing_in import sign_in
from troth.post.smtp.words import said
from troth.web.servers import trusted

LIMITS = Limits()


class Backend(EmailBackend):
    """Sends the letters of one sender; its connection is made once and used until it ends.

    Raises what stands in `failures`.
    """

    connection: Connection | None

    def __init__(self, address: Address, *, secret: str, limits: Limits = LIMITS) -> None:
        super().__init__(host=address.host, port=address.port)
        self._address = address
        self._secret = secret
        self._limits = limits
        self.connection = None

    def open(self) -> bool:
        """Connect and sign in, unless that was done and still holds; whether it was done now."""
        if self.connection is not None and _listens(self.connection):
            return False
        self.close()
        own = trusted(CA_VARIABLE, refusal=UnreachableError)
        connection = Connection(self._address, limits=self._limits, trusted=own)
        try:
            with reaching(self._address):
                self._greet(connection)
                self._sign_in(connection)
        except BaseException:
            connection.close()
            raise
        self.connection = connection
        return True

    def close(self) -> None:
        """Take leave, where somebody listens."""
        connection, self.connection = self.connection, None
        if connection is None:
            return
        try:
            if connection.sock is not None:
                connection.quit()
        except OSError:  # whoever does not answer to QUIT is left all the same
            pass
        finally:
            connection.close()

    def send_messages(self, email_messages: Any) -> int:
        """Send letters, each a `Mail`; the connection stays for more."""
        for mail in email_messages:
            self.open()
            self._send(mail)
        return len(email_messages)

    def _send(self, email_message: Any) -> bool:
        mail: Mail = email_message
        assert self.connection is not None
        mail.taken = hand(
            self.connection, mail.parcel(), address=self._address, before_end=mail.before_end
        )
        return True

    def _greet(self, connection: Connection) -> None:
        _expect(connection.greet(), host=self._address.host)
        _expect(Reply(*connection.ehlo()), host=self._address.host)
        if not self._address.needs_starttls:
            return
        if not connection.has_extn("starttls"):
            raise UnreachableError(
                f"{self._address.host} offers no encryption on port {self._address.port}, and "
                "nothing is sent without. Write smtps://, or look at the port."
            )
        _expect(Reply(*connection.starttls()), host=self._address.host)
        _expect(Reply(*connection.ehlo()), host=self._address.host)

    def _sign_in(self, connection: Connection) -> None:
        if not self._secret:
            return
        token = self._secret if isinstance(self._secret, AccessToken) else None
        try:
            self._auth(connection, token.latest if token else self._secret, is_token=bool(token))
        except SenderTroubleError:
            if token is None or not _renewed(token):
                raise
            self._auth(connection, token.latest, is_token=True)

    def _auth(self, connection: Connection, secret: str, *, is_token: bool) -> None:
        sign_in(connection, user=self._address.user, secret=secret, is_token=is_token)


def _renewed(token: AccessToken) -> bool:
    """Whether there is another token to try: the one before may have ended before its time."""
    try:
        return token.renewed()
    except GrantEndedError as error:
        raise SenderTroubleError(str(error)) from error
    except GrantUnreachableError as error:
        raise UnreachableError(str(error)) from error


def _listens(connection: Connection) -> bool:
    """Whether the server is still there, and ready for another letter."""
    if connection.sock is None:
        return False
    try:
        return Reply(*connection.rset()).code in YES
    except OSError:
        return False


def _expect(answer: Reply, *, host: str) -> None:
    if answer.code not in YES:
        raise UnreachableError(f"{host} said: {said(*answer)}. It is tried again later.")
