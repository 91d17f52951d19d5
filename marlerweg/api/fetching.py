"""Asking an address that somebody typed into a page: encrypted, in the open internet, at most so long and so large.

The number that was checked is the one connected to, so a name that changes its mind between both opens no door.
"""

import http.client
import json
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils.translation import gettext as _

Number = IPv4Address | IPv6Address
MOST_BYTES = 30_000_000
MOST_ANSWERS, MOST_TURNS = 2_000, 5
SECONDS, SECONDS_FOR_ONE = 20, 120
PIECE = 65_536
MEGABYTE = 1_000_000
TRANSLATED = IPv6Network("64:ff9b::/96")


class Unreadable(Exception):
    """The file or address gives nothing that could be taken in; the sentence says what and where."""


def is_open(number: Number) -> bool:
    """Whether it lies in the open internet, also behind the ways in which IPv6 carries an old number."""
    if isinstance(number, IPv6Address):
        if number.ipv4_mapped:
            return is_open(number.ipv4_mapped)
        if number in TRANSLATED:
            return is_open(IPv4Address(int(number) & 0xFFFFFFFF))
        if number.sixtofour or number.teredo or number.is_site_local:
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved


@dataclass
class Asker:
    """One person's question to one source: all its answers share `most` bytes; `heard` is called while they come in."""

    most: int = MOST_BYTES
    heard: Callable[[], object] = lambda: None
    may_ask: Callable[[Number], bool] = is_open
    schemes: frozenset[str] = frozenset({"https"})
    taken: int = field(default=0, init=False)
    answers: int = field(default=0, init=False)

    def __call__(self, address: str) -> Any:
        """The answer read as JSON; raises Unreadable."""
        self.answers += 1
        if self.answers > MOST_ANSWERS:
            raise Unreadable(_("%(where)s hat mehr Seiten, als hier geholt werden.") % {"where": address})
        content = self._followed(address)
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as problem:
            raise Unreadable(_("%(where)s antwortet nicht mit JSON.") % {"where": address}) from problem

    def _followed(self, address: str) -> bytes:
        for _turn in range(MOST_TURNS):
            found = self._asked(address)
            if isinstance(found, bytes):
                return found
            address = urljoin(address, found)
        raise Unreadable(_("%(where)s verweist immer weiter.") % {"where": address})

    def _asked(self, address: str) -> bytes | str:
        """The content, or where it has moved to."""
        parts, port = self._parts(address)
        host = parts.hostname or ""
        connection = _Pinned(
            host, port, at=self._numbers_of(host, port, address), is_encrypted=parts.scheme == "https"
        )
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
        )
        try:
            connection.request("GET", path, headers={"Accept": "application/json"})
            answer = connection.getresponse()
            if answer.status in {301, 302, 303, 307, 308}:
                return answer.headers.get("Location") or ""
            if answer.status != http.client.OK:
                said = {"where": address, "code": answer.status}
                raise Unreadable(_("%(where)s antwortet mit Fehler %(code)s.") % said)
            return self._content(answer, address)
        except TimeoutError as problem:
            raise Unreadable(_("%(where)s antwortet nicht rechtzeitig.") % {"where": address}) from problem
        except ssl.SSLError as problem:
            raise Unreadable(
                _("%(where)s weist sich nicht mit einem gültigen Zertifikat aus.") % {"where": address}
            ) from problem
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise Unreadable(_("%(where)s ist nicht zu erreichen.") % {"where": address}) from problem
        finally:
            connection.close()

    def _content(self, answer: http.client.HTTPResponse, address: str) -> bytes:
        content, end = bytearray(), time.monotonic() + SECONDS_FOR_ONE
        while piece := answer.read1(PIECE):
            content += piece
            self.taken += len(piece)
            self.heard()
            if self.taken > self.most:
                said = {"where": address, "most": self.most // MEGABYTE}
                raise Unreadable(_("%(where)s gibt mehr als %(most)s MB.") % said)
            if time.monotonic() > end:
                raise TimeoutError
        return bytes(content)

    def _parts(self, address: str) -> tuple[SplitResult, int]:
        try:
            parts = urlsplit(address)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as problem:
            raise Unreadable(_("%(where)s ist keine Adresse.") % {"where": address}) from problem
        if parts.scheme not in self.schemes:
            raise Unreadable(_("%(where)s ist nicht verschlüsselt. Bitte mit https.") % {"where": address})
        if not parts.hostname or parts.username is not None:
            raise Unreadable(_("%(where)s ist keine Adresse.") % {"where": address})
        return parts, port

    def _numbers_of(self, host: str, port: int, address: str) -> list[str]:
        """Where the name leads to; if one of several numbers lies in an own network, none is asked."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            numbers = [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
        except (OSError, UnicodeError, ValueError) as problem:
            raise Unreadable(
                _("%(host)s ist nicht zu finden. Stimmt die Adresse?") % {"host": host}
            ) from problem
        if not numbers or not all(self.may_ask(each) for each in numbers):
            raise Unreadable(
                _("%(where)s führt in ein eigenes Netz; dort wird nicht gefragt.") % {"where": address}
            )
        return [str(each) for each in numbers]


class _Pinned(http.client.HTTPConnection):
    """Speaks to one of the given numbers under the name of its host, and checks the certificate against that name."""

    def __init__(self, host: str, port: int, *, at: list[str], is_encrypted: bool) -> None:
        super().__init__(host.encode("idna").decode() if ":" not in host else host, port, timeout=SECONDS)
        self.at, self.is_encrypted = at, is_encrypted

    def connect(self) -> None:
        plain = self._reached()
        if self.is_encrypted:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        else:
            self.sock = plain

    def _reached(self) -> socket.socket:
        """The first number that answers; a machine without IPv6 goes on to the next."""
        for number in self.at[:-1]:
            try:
                return socket.create_connection((number, self.port), SECONDS)
            except OSError:
                continue
        return socket.create_connection((self.at[-1], self.port), SECONDS)
