"""A server whose certificate this computer does not trust."""

from __future__ import annotations

import datetime
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fieldkit.keys.signing import SigningKey
from fieldkit.sync.line import Ask, Line
from fieldkit.sync.troubles import Away, Distrusted
from fieldkit.wire.messages import EnrolReply


@pytest.fixture
def own_certificate(tmp_path: Path) -> Iterator[str]:
    """The address of a server with a certificate that it made itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "both.pem").write_bytes(made.public_bytes(pem) + plain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    server = _Quiet(("localhost", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"https://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


class _Quiet(HTTPServer):
    def process_request(self, request: object, client_address: object) -> None:
        try:
            super().process_request(request, client_address)  # type: ignore[arg-type]
        finally:
            self.shutdown_request(request)  # type: ignore[arg-type]

    def handle_error(self, request: object, client_address: object) -> None:
        """The refused handshake is what the test is about."""


def test_a_certificate_that_is_not_trusted_is_said_so(own_certificate: str) -> None:
    line = Line(own_certificate, SigningKey.generate(), lambda: 0, tries=1)
    with line, pytest.raises(Distrusted, match="does not trust") as caught:
        line.first_call(Ask("GET", "/v1/hello", EnrolReply), bytes(16))
    assert "Nothing was sent" in caught.value.do
    assert "certificate is not trusted" in caught.value.do


def test_nothing_there_is_still_out_of_reach() -> None:
    line = Line("https://localhost:1", SigningKey.generate(), lambda: 0, tries=1)
    with line, pytest.raises(Away):
        line.first_call(Ask("GET", "/v1/hello", EnrolReply), bytes(16))
