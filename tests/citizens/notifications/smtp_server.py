"""A real SMTP server for tests: it speaks the protocol on a socket and misbehaves as told."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

ADDRESS = re.compile(r"<([^>]*)>")


class SmtpServer(socketserver.ThreadingTCPServer):
    """Accept letters, or answer one command with a given line, hang, hang up or talk nonsense."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: dict[str, str] = {}  # command -> the line to answer instead
        self.delay = 0.0  # seconds that a letter takes
        self.hang_on = ""  # a command that is never answered
        self.hang_up_on = ""  # a command after which the connection is closed
        self.reached = threading.Event()  # set when the command to hang on came
        self.released = threading.Event()

    @property
    def port(self) -> int:
        """Return the port it listens on."""
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        """Speak SMTP until QUIT or the end of the line."""
        if not self._answer("CONNECT", "220 tests ESMTP"):
            return
        while line := self.rfile.readline():
            command = line.decode("ascii", "replace").strip()
            verb = command.split(" ")[0].split(":")[0].upper()
            if verb == "RCPT":
                self.server.recipients += ADDRESS.findall(command)
            if verb == "DATA" and not self._data():
                return
            if verb != "DATA" and not self._answer(verb, "221 bye" if verb == "QUIT" else "250 ok"):
                return
            if verb == "QUIT":
                return

    def _data(self) -> bool:
        if "DATA" in self.server.answers:
            return self._answer("DATA", "")
        self._say("354 go ahead")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.server.delay:
            self.server.released.wait(self.server.delay)
        if self.server.answers.get("ACCEPT", "2").startswith("2") and "ACCEPT" not in self._broken():
            # Accepted before it is said, as the law of mail servers wants it: a sender that dies now sends twice.
            self.server.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
        return self._answer("ACCEPT", "250 ok")

    def _broken(self) -> tuple[str, str]:
        return self.server.hang_on, self.server.hang_up_on

    def _answer(self, command: str, usual: str) -> bool:
        """Answer a command; returns False when the conversation is over."""
        if self.server.hang_on == command:
            self.server.reached.set()
            self.server.released.wait(30)
            return False
        if self.server.hang_up_on == command:
            return False
        said = self.server.answers.get(command, usual)
        self._say(said)
        return command != "ACCEPT" or said.startswith("2")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode("latin-1") + b"\r\n")


@contextmanager
def running() -> Iterator[SmtpServer]:
    """Run a server for the length of a block."""
    server = SmtpServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
