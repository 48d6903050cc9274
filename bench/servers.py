"""The two servers that are compared, each started on loopback and stopped again."""
import hashlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
REALM = "example.test"
PASSWORD = "secret"  # what the peer's configuration expects; nothing listens beyond loopback
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat") as f:
            fields = f.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def pss_kib(pids):
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup") as f:
            total += sum(int(line.split()[1]) for line in f if line.startswith("Pss:"))
    return total


def children_of(pid):
    """The process and everything below it: Kamailio runs as several."""
    found = [pid]
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children") as f:
            for child in f.read().split():
                found += children_of(int(child))
    return found


class Kamailio:
    """The peer: registrar and proxy, bindings in memory."""

    name = "kamailio"

    def __init__(self):
        self.work = tempfile.mkdtemp(prefix="bench-kamailio-")
        self.port = free_port()
        with open(os.path.join(HERE, "peers", "kamailio.cfg")) as f:
            text = f.read().replace("127.0.0.1:5070", f"127.0.0.1:{self.port}")
        config = os.path.join(self.work, "kamailio.cfg")
        with open(config, "w") as f:
            f.write(text)
        self.process = subprocess.Popen(
            ["kamailio", "-DD", "-E", "-f", config, "-Y", self.work, "-w", self.work, "-m", "256", "-M", "16"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_options(self.port, self.process)

    @property
    def pids(self):
        return children_of(self.process.pid)

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.work, ignore_errors=True)


class Perch:
    """The product, as `make build` made it, with a data directory of its own."""

    name = "perch"

    def __init__(self, program):
        self.program = program
        self.data = tempfile.mkdtemp(prefix="bench-perch-")
        self.port, self.http = free_port(), free_port()
        self.password = secrets.token_urlsafe(16)
        self.start()
        self.token = self.post("/login", {"username": "admin", "password": self.password})["token"]

    def start(self, first_phone=None):
        """Returns the seconds from the start to the first answered request: an OPTIONS, or that phone's REGISTER."""
        self.log = open(os.path.join(self.data, "bench.log"), "ab")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [self.program, "serve", "--data", self.data, "--http", f"127.0.0.1:{self.http}",
             "--sip", f"127.0.0.1:{self.port}", "--realm", REALM, "--admin-password", self.password],
            stdout=self.log, stderr=subprocess.STDOUT)
        wait_for_options(self.port, self.process)
        if first_phone:
            register(self.port, first_phone)
        started_in = time.monotonic() - began
        self.wait_until_ready()
        return started_in

    @property
    def pids(self):
        return [self.process.pid]

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
        shutil.rmtree(self.data, ignore_errors=True)

    def wait_until_ready(self):
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.http}/health/ready", timeout=2).close()
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        raise SystemExit("perch did not become ready: see " + self.log.name)

    def post(self, path, body):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.http}/api/v1{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
        if hasattr(self, "token"):
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise SystemExit(f"POST {path}: {error.code} {error.read().decode()[:500]}") from error

    def add_device(self, username, owner=None):
        return self.post("/devices", {
            "nickname": username, "ownerId": owner, "sip": {"username": username, "password": PASSWORD}})

    def add_devices(self, usernames):
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(self.add_device, usernames))

    def add_callee(self, extension):
        user = self.post("/users", {"username": f"callee{extension}", "extension": extension})
        self.add_device(extension, user["id"])


def wait_for_options(port, process):
    """Until the server answers an OPTIONS: it is up when it speaks SIP."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        probe.settimeout(0.02)
        mine = probe.getsockname()[1]
        for attempt in range(1500):
            if process.poll() is not None:
                raise SystemExit(f"the server ended with {process.returncode} before it answered")
            message = (f"OPTIONS sip:127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{mine};branch=z9hG4bKo{attempt};rport\r\n"
                       f"From: <sip:bench@127.0.0.1>;tag=b\r\nTo: <sip:127.0.0.1:{port}>\r\nCall-ID: up{attempt}@bench\r\n"
                       f"CSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n")
            probe.sendto(message.encode(), ("127.0.0.1", port))
            try:
                probe.recv(4096)
                return
            except (TimeoutError, ConnectionError):
                time.sleep(0.005)
    raise SystemExit("the server did not answer OPTIONS within 30 seconds")


def register(port, user):
    """One phone registers with digest, without the time that a SIPp takes to start."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        phone.bind(("127.0.0.1", 0))
        phone.settimeout(5)
        challenge = ask(phone, port, user, 1, "")
        realm, nonce = (re.search(f'{name}="([^"]*)"', challenge)[1] for name in ("realm", "nonce"))
        uri, cnonce = f"sip:{REALM}", "0a4f113b"
        secret = md5(f"{user}:{realm}:{PASSWORD}")
        response = md5(f"{secret}:{nonce}:00000001:{cnonce}:auth:{md5(f'REGISTER:{uri}')}")
        answer = ask(phone, port, user, 2, (
            f'Authorization: Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", algorithm=MD5, '
            f'qop=auth, nc=00000001, cnonce="{cnonce}", response="{response}"\r\n'))
        if not answer.startswith("SIP/2.0 200"):
            raise SystemExit("the first phone could not register: " + answer.split("\r\n", 1)[0])


def ask(phone, port, user, sequence, authorization):
    mine = phone.getsockname()[1]
    phone.sendto((
        f"REGISTER sip:{REALM} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{mine};branch=z9hG4bKr{sequence};rport\r\n"
        f"From: <sip:{user}@{REALM}>;tag=r\r\nTo: <sip:{user}@{REALM}>\r\nCall-ID: first@bench\r\n"
        f"CSeq: {sequence} REGISTER\r\nContact: <sip:{user}@127.0.0.1:{mine}>\r\nMax-Forwards: 70\r\n"
        f"{authorization}Content-Length: 0\r\n\r\n").encode(), ("127.0.0.1", port))
    return phone.recv(4096).decode()


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()
