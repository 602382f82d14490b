#!/usr/bin/env python3
"""File one request by the interface for programs, with nothing but Python's own library.

    python3 file_a_request.py http://127.0.0.1:8000 0812... PASSWORD SERVICE answers.json

`answers.json` holds answers by field id, in the shapes `GET /api/v1/services/SERVICE/form/` describes; an answer to a
file field is the path of a file, or a list of paths. What is printed at the end is the number of the request.
"""

from __future__ import annotations

import json
import mimetypes
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any


class Refused(Exception):
    """Carry a problem (RFC 9457): `detail` for people, `errors` for each wrong answer."""

    def __init__(self, problem: dict[str, Any]) -> None:
        """Keep the problem."""
        super().__init__(problem.get("detail") or problem.get("title"))
        self.problem = problem


class Portal:
    """Speak to one portal in the name of one account."""

    def __init__(self, address: str, language: str = "id") -> None:
        """Remember where the portal is; `language` is that of the sentences ("id" or "en")."""
        self.root = address.rstrip("/") + "/api/v1/"
        self.headers = {"Accept-Language": language}

    def sign_in(self, login: str, password: str, code: str = "") -> None:
        """Sign in by phone or e-mail; `code` is that of the authenticator app, where the account has one."""
        kind = "email" if "@" in login else "phone"
        answer = self._send("POST", "auth/login", {kind: login, "password": password}, pending=True)
        self.headers["X-Session-Token"] = answer["meta"]["session_token"]
        if not answer["meta"]["is_authenticated"]:
            answer = self._send("POST", "auth/2fa/authenticate", {"code": code})
            self.headers["X-Session-Token"] = answer["meta"]["session_token"]  # the one before counts no more

    def get(self, path: str) -> Any:
        """Read an address."""
        return self._send("GET", path)

    def put(self, path: str, body: Any) -> Any:
        """Write an address."""
        return self._send("PUT", path, body)

    def post(self, path: str, body: Any, key: str) -> Any:
        """Act once: whoever sends again after a lost connection sends the same key."""
        return self._send("POST", path, body, {"Idempotency-Key": key})

    def upload(self, request: str, field: str, file: Path) -> str:
        """Send one file of one field and return the id its answer names."""
        boundary = uuid.uuid4().hex
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="field"\r\n\r\n{field}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        )
        body = head.encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return str(self._raw("POST", f"requests/{request}/files/", body, headers)["id"])

    def _send(
        self, method: str, path: str, body: Any = None, extra: dict[str, str] | None = None, *, pending: bool = False
    ) -> Any:
        data = None if body is None else json.dumps(body).encode()
        return self._raw(method, path, data, {"Content-Type": "application/json", **(extra or {})}, pending=pending)

    def _raw(self, method: str, path: str, data: bytes | None, extra: dict[str, str], *, pending: bool = False) -> Any:
        asked = urllib.request.Request(self.root + path, data, {**self.headers, **extra}, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            problem = json.load(refused)
            if pending and refused.code == 401:  # the second factor is still owed
                return problem
            raise Refused(problem) from refused


def file_request(portal: Portal, service: str, answers: dict[str, Any]) -> dict[str, Any]:
    """Open a draft, answer it page by page, send it, and return the request as it is then."""
    draft = portal.post("requests/", {"service": service}, str(uuid.uuid4()))
    address, done = f"requests/{draft['id']}/", set()
    form = portal.get(address + "form/")
    pages = {page["id"]: page["fields"] for page in form["form"]["pages"]}
    pages["kelayakan"] = form["eligibility"].get("ask", [])
    while page := next((each for each in draft["pages"] if each not in done), None):
        done.add(page)
        given = {}
        for field in pages[page]:
            if field["id"] in answers:
                given[field["id"]] = _with_files(portal, draft["id"], field, answers[field["id"]])
        kept = portal.put(f"{address}answers/{page}/", {"answers": given})
        for problem in kept["problems"]:
            print(f"{problem['path']}: {problem['detail']}", file=sys.stderr)
        draft = portal.get(address)  # an answer may have opened or closed a page
    return dict(portal.post(address + "submit/", {"declared": True}, str(uuid.uuid4())))


def _with_files(portal: Portal, request: str, field: dict[str, Any], answer: Any) -> Any:
    if field["type"] != "file":
        return answer
    paths = answer if isinstance(answer, list) else [answer]
    return [portal.upload(request, field["id"], Path(path)) for path in paths]


def main() -> int:
    """Read the command line, file, and print the number."""
    if len(sys.argv) != 6:
        print(__doc__, file=sys.stderr)
        return 2
    address, login, password, service, answers = sys.argv[1:]
    portal = Portal(address)
    try:
        portal.sign_in(login, password)
        filed = file_request(portal, service, json.loads(Path(answers).read_text(encoding="utf-8")))
    except Refused as refused:
        print(json.dumps(refused.problem, indent=2, ensure_ascii=False), file=sys.stderr)
        return 1
    print(filed["number"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
