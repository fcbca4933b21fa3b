"""The names by which folders of drafts, trash and junk are known where nothing else tells.

Source: the default names of Thunderbird, Outlook, Apple Mail, Gmail, Dovecot and Courier in
English, German, French and Spanish.
"""

from collections.abc import Sequence

DRAFTS = frozenset(
    "drafts|draft|templates|entwürfe|vorlagen|brouillons|modèles|borradores|plantillas".split("|")
)
TRASH = frozenset(
    "trash|bin|deleted|deleted items|deleted messages|papierkorb|gelöscht|gelöschte elemente|"
    "gelöschte objekte|corbeille|éléments supprimés|messages supprimés|papelera|"
    "elementos eliminados|mensajes eliminados".split("|")
)
JUNK = frozenset(
    "junk|spam|junk e-mail|junk email|junk mail|bulk mail|junk-e-mail|unerwünscht|"
    "unerwünschte werbung|spamverdacht|courrier indésirable|indésirables|pourriel|"
    "correo no deseado|correo basura|spambox".split("|")
)
LEFT_OUT = DRAFTS | TRASH | JUNK
HOLDERS = frozenset(("inbox", "[gmail]", "[google mail]"))
"""A usual name directly beneath one of these means what it means at the top."""


def is_left_out(name: str) -> bool:
    """Whether a folder of this name holds drafts, trash or junk."""
    return name.strip().casefold() in LEFT_OUT


def top_level(levels: Sequence[str]) -> str:
    """The name that tells a folder's use: its first level, INBOX and [Gmail] apart; folded."""
    folded = [level.strip().casefold() for level in levels]
    if len(folded) > 1 and folded[0] in HOLDERS:
        return folded[1]
    return folded[0] if folded else ""
