"""A small identity provider on loopback, as a town's own would be: discovery, sign-in, signed tokens, keys, user info."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "marlerweg", "nur-im-test"


class Provider:
    """What it says about the person can be set by the test; `forged` signs with a key it does not publish."""

    def __init__(self) -> None:
        self.key, self.foreign_key = (
            rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)
        )
        self.person: dict[str, Any] = {"sub": "s-1", "email": "karla@stadt.example", "email_verified": True}
        self.claims: dict[str, Any] = {"amr": ["pwd", "otp"]}
        self.forged = False
        self.audience = CLIENT
        self.challenges: dict[str, str] = {}
        self.seen: list[str] = []
        self.address = ""

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes on; the code is bound to the asker's challenge."""
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        proof = hashlib.sha256(asked["code_verifier"].encode()).digest()
        expected = self.challenges.pop(asked["code"], "")
        if (
            base64.urlsafe_b64encode(proof).decode().rstrip("=") != expected
            or asked["client_secret"] != SECRET
        ):
            return None
        now = int(time.time())
        said = {
            **self.person,
            **self.claims,
            "iss": self.address,
            "aud": self.audience,
            "iat": now,
            "exp": now + 300,
        }
        key = self.foreign_key if self.forged else self.key
        signed = jwt.encode(said, key, algorithm="RS256", headers={"kid": "k1"})
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "k1", "use": "sig", "alg": "RS256"}]}

    def answer(self, path: str) -> Any:
        self.seen.append(path)
        return {
            "/.well-known/openid-configuration": self.discovery,
            "/keys": self.keys,
            "/userinfo": lambda: self.person,
        }[path]()


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.reply(provider.answer(parts.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found = provider.token({name: values[0] for name, values in parse_qs(body).items()})
            self.reply(found or {"error": "invalid_grant"}, 200 if found else 400)

        def reply(self, content: Any, status: int = 200) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
