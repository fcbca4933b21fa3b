"""A device that holds passkeys, as a browser speaks for it: real keys, real signatures."""

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class Device:
    """`origin` is the page that the browser says it stands on."""

    def __init__(self, origin: str = "https://testserver") -> None:
        self.origin, self.count, self.verifies = origin, 0, True
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)

    def made(self, asked: dict) -> str:
        """The answer to being asked for a new passkey."""
        public = ES256.from_cryptography_key(self.key.public_key())
        held = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        known = self._known(asked["rp"]["id"], WITH_KEY) + bytes(held)
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": known})
        said = self._said("webauthn.create", asked)
        return self._written(clientDataJSON=said, attestationObject=attested)

    def signed(self, asked: dict) -> str:
        """The answer to being asked to sign."""
        self.count += 1
        known = self._known(asked["rpId"])
        said = self._said("webauthn.get", asked)
        signature = self.key.sign(known + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._written(clientDataJSON=said, authenticatorData=known, signature=signature)

    def _known(self, host: str, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _said(self, kind: str, asked: dict) -> bytes:
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _written(self, **response: bytes) -> str:
        name = websafe_encode(self.id)
        written = {key: websafe_encode(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": written})
