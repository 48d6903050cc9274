"""A telephone for load: SIP over UDP on loopback, without audio. One asyncio loop runs hundreds of them."""
import asyncio
import hashlib
import itertools
import random
import re

T1 = 0.5
SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {port} RTP/AVP 0\r\n"
numbers = itertools.count(1)


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


class Message:
    """A received message: its first line, its headers (names in lower case, in order), nothing of its body."""

    def __init__(self, data):
        head = data.decode("utf-8", "replace").split("\r\n\r\n", 1)[0].split("\r\n")
        self.first = head[0]
        self.headers = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in head[1:])]
        self.is_response = self.first.startswith("SIP/2.0 ")
        self.status = int(self.first.split(" ", 2)[1]) if self.is_response else 0
        self.method = self["cseq"].split(" ")[-1]

    def __getitem__(self, name):
        return next((value for key, value in self.headers if key == name), "")

    def all(self, name):
        return [value for key, value in self.headers if key == name]


class Softphone(asyncio.DatagramProtocol):
    """`on_ring(phone, caller)` is told of each new call, with the number that calls."""

    def __init__(self, user, password, realm, server, loss=0.0, on_ring=None):
        self.user, self.password, self.realm, self.server = user, password, realm, server
        self.loss, self.on_ring = loss, on_ring
        self.waiting, self.answers, self.acknowledged = {}, {}, set()
        self.challenge, self.count = None, 0

    async def plug_in(self):
        loop = asyncio.get_running_loop()
        self.transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        self.port = self.transport.get_extra_info("sockname")[1]

    def unplug(self):
        self.transport.close()

    # What is sent

    def send(self, text):
        if random.random() >= self.loss:
            self.transport.sendto(text.encode(), self.server)

    async def ask(self, method, uri, to, call_id, cseq, extra="", body="", branch=None):
        """Sends, repeats until something is heard, and gives the final response; None where there is none."""
        branch = branch or f"z9hG4bK{next(numbers)}x{self.port}"
        text = (f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{self.port};branch={branch};rport\r\nMax-Forwards: 70\r\n"
                f"From: <sip:{self.user}@{self.realm}>;tag={call_id[:8]}\r\nTo: {to}\r\nCall-ID: {call_id}\r\nCSeq: {cseq} {method}\r\n"
                f"Contact: <sip:{self.user}@127.0.0.1:{self.port}>\r\n{extra}"
                + ("Content-Type: application/sdp\r\n" if body else "") + f"Content-Length: {len(body)}\r\n\r\n{body}")
        queue = self.waiting[branch] = asyncio.Queue()
        try:
            return await self.follow(text, queue, method)
        finally:
            del self.waiting[branch]

    async def follow(self, text, queue, method):
        wait, provisional = T1, False
        while wait < 40:
            if not provisional:
                self.send(text)
            try:
                response = await asyncio.wait_for(queue.get(), 60 if provisional and method == "INVITE" else wait)
            except TimeoutError:
                if provisional and method == "INVITE":
                    return None
                wait *= 2
                continue
            if response.status >= 200:
                return response
            provisional = method == "INVITE"
        return None

    async def ask_signed(self, method, uri, call_id, cseq, extra="", body=""):
        """As `ask`, following one challenge; gives the response and the CSeq it answers."""
        to = f"<sip:{uri[4:]}>" if method != "REGISTER" else f"<sip:{self.user}@{self.realm}>"
        for cseq in (cseq, cseq + 1):
            branch = f"z9hG4bK{next(numbers)}x{self.port}"
            response = await self.ask(method, uri, to, call_id, cseq, self.signature(method, uri) + extra, body, branch)
            if response is None or response.status != 401:
                break
            if method == "INVITE":
                self.acknowledge(uri, response, call_id, cseq, branch)
            fields = dict(re.findall(r'(\w+)="?([^",]+)"?', response["www-authenticate"]))
            self.challenge, self.count = (fields["realm"], fields["nonce"]), 0
        return response, cseq, branch

    def signature(self, method, uri):
        if not self.challenge:
            return ""
        realm, nonce = self.challenge
        self.count += 1
        nc, secret = f"{self.count:08x}", md5(f"{self.user}:{realm}:{self.password}")
        answer = md5(f"{secret}:{nonce}:{nc}:0a4f113b:auth:{md5(f'{method}:{uri}')}")
        return (f'Authorization: Digest username="{self.user}", realm="{realm}", nonce="{nonce}", uri="{uri}", algorithm=MD5, '
                f'qop=auth, nc={nc}, cnonce="0a4f113b", response="{answer}"\r\n')

    def acknowledge(self, uri, response, call_id, cseq, branch):
        self.send(f"ACK {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{self.port};branch={branch};rport\r\nMax-Forwards: 70\r\n"
                  f"From: {response['from']}\r\nTo: {response['to']}\r\nCall-ID: {call_id}\r\nCSeq: {cseq} ACK\r\n"
                  "Content-Length: 0\r\n\r\n")

    async def register(self, expires=600):
        self.registrations = getattr(self, "registrations", 0) + 2
        response, _, _ = await self.ask_signed(
            "REGISTER", f"sip:{self.realm}", f"register-{self.user}-{self.port}", self.registrations, f"Expires: {expires}\r\n")
        return response is not None and response.status == 200

    async def call(self, number, seconds):
        """Calls, stays for so long, hangs up; gives the final status of the INVITE, 0 where there was none."""
        uri, call_id = f"sip:{number}@{self.realm}", f"{next(numbers):08d}@{self.user}"
        response, cseq, branch = await self.ask_signed("INVITE", uri, call_id, 1, body=SDP.format(port=self.port))
        if response is None:
            return 0
        if response.status >= 300:
            self.acknowledge(uri, response, call_id, cseq, branch)
            return response.status
        target = re.search(r"<([^>]+)>", response["contact"])[1]
        self.acknowledge(target, response, call_id, cseq, f"z9hG4bK{next(numbers)}a{self.port}")
        await asyncio.sleep(seconds)
        ended = await self.ask("BYE", target, response["to"], call_id, cseq + 1)
        return 200 if ended is not None and ended.status == 200 else 0

    # What is received

    def datagram_received(self, data, _):
        if len(data) < 20 or random.random() < self.loss:
            return
        message = Message(data)
        if message.is_response:
            branch = re.search(r"branch=([^;,\s]+)", message["via"])[1]
            if branch in self.waiting:
                self.waiting[branch].put_nowait(message)
        elif message.method == "ACK":
            self.acknowledged.add(message["call-id"])
        elif message.method == "INVITE":
            self.ring(message)
        elif message.method == "CANCEL":
            self.reply(message, 200, "OK")
            self.answers.pop(message["call-id"], None)
            self.reply_to_invite(message, 487, "Request Terminated")
        else:
            self.reply(message, 200, "OK")

    def ring(self, invite):
        call_id = invite["call-id"]
        if call_id in self.answers:
            self.send(self.answers[call_id])
            return
        if self.on_ring:
            self.on_ring(self, re.search(r"sip:([^@;>]+)", invite["from"])[1])
        self.answers[call_id] = self.response(invite, 180, "Ringing")
        self.send(self.answers[call_id])
        asyncio.get_running_loop().call_later(random.uniform(0.1, 1.0), self.pick_up, invite)

    def pick_up(self, invite, wait=T1):
        """Answers, and repeats the answer until it is acknowledged."""
        call_id = invite["call-id"]
        if call_id not in self.answers or call_id in self.acknowledged or wait > 64 * T1:
            return
        self.answers[call_id] = self.response(invite, 200, "OK", SDP.format(port=self.port))
        self.send(self.answers[call_id])
        asyncio.get_running_loop().call_later(wait, self.pick_up, invite, 2 * wait)

    def reply_to_invite(self, cancel, status, phrase):
        self.send(self.response(cancel, status, phrase).replace(" CANCEL\r\n", " INVITE\r\n"))

    def reply(self, request, status, phrase):
        self.send(self.response(request, status, phrase))

    def response(self, request, status, phrase, body=""):
        lines = [f"SIP/2.0 {status} {phrase}"]
        lines += [f"Via: {via}" for via in request.all("via")] + [f"Record-Route: {way}" for way in request.all("record-route")]
        to = request["to"] if "tag=" in request["to"] else request["to"] + f";tag=p{self.port}"
        lines += [f"From: {request['from']}", f"To: {to}", f"Call-ID: {request['call-id']}", f"CSeq: {request['cseq']}",
                  f"Contact: <sip:{self.user}@127.0.0.1:{self.port}>"]
        lines += ["Content-Type: application/sdp"] if body else []
        return "\r\n".join(lines) + f"\r\nContent-Length: {len(body)}\r\n\r\n{body}"
