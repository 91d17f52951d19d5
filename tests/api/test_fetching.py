"""An address typed into a page is asked only in the open internet, encrypted, and never for more than fits."""

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from marlerweg.api.fetching import Asker, Unreadable, is_open

OWN = [
    "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001:0:1::",
]  # fmt: skip
HERE = frozenset({"http"})


class _Town(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "https://metadata.example/secret")
            self.end_headers()
            return
        if self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
            return
        if self.path == "/gone":
            self.send_error(410)
            return
        bodies = {"/json": b'{"contents": []}', "/page": b"<html>", "/large": b"[" + b" " * 5_000 + b"]"}
        body = bodies[self.path]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        return


@pytest.fixture
def town() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Town)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def sealed_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """Speaks https as anderswo.example, with a certificate of its own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "anderswo.example")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("anderswo.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    path = tmp_path / "anderswo.pem"
    path.write_bytes(key.private_bytes(pem, form, plain) + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server = HTTPServer(("127.0.0.1", 0), _Town)
    server.handle_error = lambda *who: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    real = socket.getaddrinfo

    def here(host: str, *most: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host.endswith(".example") else host, *most, **more)

    monkeypatch.setattr(socket, "getaddrinfo", here)
    yield f"https://anderswo.example:{server.server_port}", path
    server.shutdown()
    server.server_close()
    thread.join()


def asker(**more: Any) -> Asker:
    """As if this machine were the open internet."""
    return Asker(**{"may_ask": lambda number: True, "schemes": HERE, **more})


@pytest.mark.parametrize("number", OWN)
def test_own_networks_are_closed(number: str) -> None:
    assert not is_open(ip_address(number))


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_the_open_internet_is_open(number: str) -> None:
    assert is_open(ip_address(number))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://anderswo.example/", "nicht verschlüsselt"),
        ("file:///etc/passwd", "nicht verschlüsselt"),
        ("https://127.0.0.1/", "eigenes Netz"),
        ("https://[::1]/", "eigenes Netz"),
        ("https://localhost:8000/", "eigenes Netz"),
        ("https://2130706433/", "eigenes Netz"),
        ("https://name:wort@anderswo.example/", "keine Adresse"),
        ("https://", "keine Adresse"),
        ("https://anderswo.example:99999/", "keine Adresse"),
        ("https://gibt-es-nicht.invalid/", "nicht zu finden"),
    ],
)
def test_what_is_refused_before_anybody_is_asked(address: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        Asker()(address)


def test_a_name_with_one_number_in_an_own_network_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(host: str, port: int, **more: Any) -> list[Any]:
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("10.0.0.5", port))]

    def never(*more: Any) -> None:
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(socket, "getaddrinfo", both)
    monkeypatch.setattr(socket, "create_connection", never)
    with pytest.raises(Unreadable, match="eigenes Netz"):
        Asker()("https://anderswo.example/")


def test_the_number_that_was_checked_is_the_one_connected_to(
    town: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name leads elsewhere the second time; nobody asks it a second time."""
    real, asked = socket.getaddrinfo, []

    def once(host: str, port: int, *most: Any, **more: Any) -> Any:
        if host == "anderswo.example":
            asked.append(host)
            assert len(asked) == 1
            host = "127.0.0.1"
        return real(host, port, *most, **more)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    port = town.rpartition(":")[2]
    assert asker()(f"http://anderswo.example:{port}/json") == {"contents": []}


def test_a_redirect_is_checked_like_a_first_address(town: str) -> None:
    with pytest.raises(Unreadable, match=r"metadata\.example/secret ist nicht verschlüsselt"):
        asker()(f"{town}/elsewhere")
    answers = iter([True, False])
    with pytest.raises(Unreadable, match="eigenes Netz"):
        asker(may_ask=lambda number: next(answers))(f"{town}/round")
    with pytest.raises(Unreadable, match="verweist immer weiter"):
        asker()(f"{town}/round")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/page", "nicht mit JSON"), ("/gone", "Fehler 410"), ("/large", "mehr als 0 MB")],
)
def test_a_poor_answer_is_said_with_its_place(town: str, path: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=f"{town}{path} .*{sentence}"):
        asker(most=4_000)(f"{town}{path}")


def test_nobody_there_is_said(town: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreadable, match="nicht zu erreichen"):
        asker()(f"http://127.0.0.1:{port}/")


def test_the_certificate_must_be_that_of_the_name(
    sealed_town: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, certificate = sealed_town
    known = {"may_ask": lambda number: True}
    with pytest.raises(Unreadable, match="gültigen Zertifikat"):
        Asker(**known)(f"{address}/json")
    trusting = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    assert Asker(**known)(f"{address}/json") == {"contents": []}
    with pytest.raises(Unreadable, match="gültigen Zertifikat"):
        Asker(**known)(f"{address.replace('anderswo', 'woanders')}/json")
