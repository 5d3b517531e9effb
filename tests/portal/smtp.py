"""A post office on this machine that speaks enough SMTP to take a message, or refuse its recipient."""

import email
import email.policy
import socketserver
import threading
from types import TracebackType
from typing import Self


class Mailbox(socketserver.TCPServer):
    """Keeps what it was given: `recipients`, and the messages as they came in."""

    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.port = int(self.server_address[1])
        self.recipients: list[str] = []
        self.messages: list[bytes] = []
        self.refuse = False
        self._thread = threading.Thread(target=self.serve_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def texts(self) -> list[str]:
        """The decoded text of each message."""
        parsed = (email.message_from_bytes(message, policy=email.policy.default) for message in self.messages)
        return [str(message.get_content()) for message in parsed]


class _Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            command, _space, rest = line.partition(" ")
            command = command.upper()
            if command == "QUIT":
                self._say("221 goodbye")
                return
            self._answer(command, rest)

    def _answer(self, command: str, rest: str) -> None:
        if command == "RCPT" and self.server.refuse:
            self._say("550 no such mailbox")
        elif command == "RCPT":
            self.server.recipients.append(rest.partition("<")[2].rstrip(">"))
            self._say("250 good")
        elif command == "DATA":
            self._say("354 go on")
            lines = iter(self.rfile.readline, b".\r\n")
            self.server.messages.append(b"".join(lines))
            self._say("250 taken")
        else:
            self._say("250 good")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
