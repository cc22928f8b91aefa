"""A bank's own receiver of calls: checks signature and second itself, refuses the first, then takes each once."""

import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

secret, refuse_first = sys.argv[1].encode(), int(sys.argv[2])
seen = {"taken": [], "forged": 0, "refused": 0, "again": 0}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        said = dict(part.split("=", 1) for part in self.headers["Iskan-Signature"].split(","))
        own = hmac.new(secret, said["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(own, said["v1"]) or abs(time.time() - int(said["t"])) > 300:
            seen["forged"] += 1
            return self.answer(401)
        if seen["refused"] < refuse_first:
            seen["refused"] += 1
            return self.answer(503)
        told = json.loads(body)
        if told["id"] in [one["id"] for one in seen["taken"]]:
            seen["again"] += 1
        else:
            seen["taken"].append(told)
        return self.answer(204)

    def do_GET(self):
        self.answer(200, json.dumps(seen).encode())

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        pass


server = HTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_port, flush=True)
server.serve_forever()
