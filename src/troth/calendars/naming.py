"""How an address is named where others may read it."""

from urllib.parse import urlsplit


def shown(address: str) -> str:
    """The server alone: what stands behind it is often all that opens a feed. A path as it is."""
    if "://" not in address:
        return address
    parts = urlsplit(address)
    host = parts.hostname or ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}/…"
