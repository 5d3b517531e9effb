"""Virus scanners as adapters; `settings.VIRUS_SCANNER` names one, or none."""

import io
from typing import Final, Protocol

from clamav_client import clamd
from django.conf import settings
from django.utils.module_loading import import_string

_TIMEOUT: Final = 60  # seconds for one file


class ScannerAway(Exception):
    """Nobody looked at the file; it may be tried again."""


class Scanner(Protocol):
    """Says whether a file is infected, or raises `ScannerAway`."""

    def is_infected(self, content: bytes) -> bool: ...


class ClamAv:
    """ClamAV's daemon: `CLAMAV` is the path of its socket, or host:port. The file is sent, never a path."""

    def is_infected(self, content: bytes) -> bool:
        try:
            found = self._client().instream(io.BytesIO(content))
        except (clamd.ClamdError, OSError) as problem:
            raise ScannerAway from problem
        status, _name = found.get("stream", ("ERROR", None))
        if status not in ("OK", "FOUND"):
            raise ScannerAway(status)
        return status == "FOUND"

    def _client(self) -> clamd.ClamdNetworkSocket:
        address: str = settings.CLAMAV
        if address.startswith("/"):
            return clamd.ClamdUnixSocket(path=address, timeout=_TIMEOUT)
        host, _colon, port = address.rpartition(":")
        return clamd.ClamdNetworkSocket(host=host or address, port=int(port) if host else 3310, timeout=_TIMEOUT)


class TestPatternScanner:
    """Finds the harmless pattern by which scanners are tried out (EICAR), wherever it stands, and nothing else."""

    __test__ = False  # pytest would take its name for a test's
    _PATTERN: Final = b"$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$"  # in two, so that scanners pass over this file

    def is_infected(self, content: bytes) -> bool:
        return self._PATTERN in content


def scanner() -> Scanner | None:
    """The scanner of this installation; None when files are not checked for viruses."""
    if not settings.VIRUS_SCANNER:
        return None
    chosen: Scanner = import_string(settings.VIRUS_SCANNER)()
    return chosen
