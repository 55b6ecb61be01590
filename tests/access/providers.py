"""Identity providers: a real one, in a process of its own; and one that can be made to lie."""

import base64
import hmac
import json
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.journeys.serving import free_port

CLIENT = "tisserand"


@contextmanager
def real_provider(*users: dict):
    """`oidc-provider-mock`, which knows these users and signs for them."""
    port = free_port()
    line = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    for user in users:
        line += ["--user-claims", json.dumps(user)]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/.well-known/openid-configuration"
    try:
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(60)


def forged(algorithm: str, claims: dict) -> str:
    """Signed by nobody, or with what only the two of us should have been able to read."""
    words = [base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in ({"alg": algorithm}, claims)]
    text = b".".join(words)
    mark = hmac.digest(b"s", text, "sha256") if algorithm == "HS256" else b""
    return (text + b"." + base64.urlsafe_b64encode(mark).rstrip(b"=")).decode()


def wait_for(address: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            return requests.get(address, timeout=20).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
    raise AssertionError("the provider does not answer")


class Liar(BaseHTTPRequestHandler):
    """Says what `lies` holds in place of the truth. The code it is given is the nonce of the request."""

    key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
    other_key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})

    def log_message(self, *_):
        pass

    def do_GET(self):
        here = self.server.here
        pages = {
            "/.well-known/openid-configuration": {
                "issuer": self.server.issuer or here,
                "authorization_endpoint": f"{here}/a",
                "token_endpoint": f"{here}/t",
                "userinfo_endpoint": f"{here}/u",
                "jwks_uri": f"{here}/k",
                "end_session_endpoint": f"{here}/e",
                "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            },
            "/k": {"keys": [self.key.as_dict(private=False)]},
        }
        if self.path == "/u":
            about = {"sub": "agent-1", "email": "essai@example.org", "iss": here, "aud": CLIENT} | self.server.about
            return self.answer(self.signed(about, self.server.about_key), "application/jwt")
        return self.answer(json.dumps(pages[self.path]), "application/json")

    def do_POST(self):
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.verifier = said.get("code_verifier", [""])[0]
        now = int(time.time())
        claims = {"iss": self.server.here, "aud": CLIENT, "sub": "agent-1", "nonce": said["code"][0]}
        claims |= {"iat": now, "exp": now + 300, "amr": ["pwd", "mfa"]} | self.server.lies
        claims = {name: value for name, value in claims.items() if value is not None}
        token = {"access_token": "x", "token_type": "Bearer", "id_token": self.signed(claims, self.server.key)}
        self.answer(json.dumps(token), "application/json")

    def signed(self, claims, key) -> str:
        if isinstance(key, str):
            return forged(key, claims)
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key or self.key)

    def answer(self, text: str, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())


@contextmanager
def lying_provider():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Liar)
    server.here = f"http://127.0.0.1:{server.server_port}"
    server.lies, server.about, server.key, server.about_key, server.verifier = {}, {}, None, None, ""
    server.issuer = ""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
