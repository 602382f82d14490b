"""Stand in for Dukcapil on this machine: the same protocol over synthetic people, for trying out and for tests."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

PATH = "/dukcapil/get_json/contoh/CALL_VERIFY_BY_ELEMEN"
PASSWORD = "contoh"  # noqa: S105 (a stand-in guards nothing)
# Synthetic: the serial numbers 9xxx and the names say so.
PEOPLE: dict[str, dict[str, str]] = {
    "3604052902009001": {"NAMA_LGKP": "WARGA CONTOH SATU", "TGL_LHR": "29-02-2000"},
    "3604057112059002": {"NAMA_LGKP": "WARGA CONTOH DUA", "TGL_LHR": "31-12-2005"},
}
QUOTA_NIK = "3604051708459003"  # asking for this one answers that the quota is used up


def answer(asked: Mapping[str, object]) -> dict[str, str]:
    """Return what the register says about the elements asked."""
    nik = str(asked.get("NIK", ""))
    if asked.get("PASSWORD") != PASSWORD:
        return {"RESPONSE_CODE": "AKSES", "RESPONSE": "Hak akses ditolak"}
    if nik == QUOTA_NIK:
        return {"RESPONSE_CODE": "KUOTA", "RESPONSE": "Kuota habis"}
    if nik not in PEOPLE:
        return {"RESPONSE_CODE": "KOSONG", "RESPONSE": "Data tidak ditemukan"}
    verdicts = {"NIK": "Sesuai (100)"}
    for element, value in PEOPLE[nik].items():
        if element in asked:
            same = str(asked[element]).upper() == value
            verdicts[element] = "Sesuai (100)" if same else "Tidak Sesuai (59)"
    return verdicts


class Handler(BaseHTTPRequestHandler):
    """Answer CALL_VERIFY_BY_ELEMEN."""

    server_version = "DukcapilContoh"
    silent: ClassVar[bool] = True

    def do_POST(self) -> None:
        """Answer one question."""
        if self.path != PATH:
            self.send_error(404)
            return
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        body = json.dumps({"content": [answer(asked)]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: questions carry a NIK."""


def serve(port: int) -> ThreadingHTTPServer:
    """Return a stand-in bound to a port of this machine (0: any free one), ready for serve_forever()."""
    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


if __name__ == "__main__":
    serve(int(sys.argv[1])).serve_forever()
