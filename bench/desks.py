"""What a log-in costs when it must survive a power cut, how soon the next call knows of it, and what listening costs."""
import asyncio
import http.client
import json
import multiprocessing
import os
import statistics
import tempfile
import threading
import time

from servers import PASSWORD, REALM, cpu_seconds
from softphone import Softphone

PEOPLE, THREADS = 32, 16
LISTENERS, EVENTS_A_MINUTE = 20, 10_000
PIN = "74185"


class Client:
    """One kept connection to the API, as one token."""

    def __init__(self, perch, token):
        self.connection = http.client.HTTPConnection("127.0.0.1", perch.http)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post(self, path, body):
        self.connection.request("POST", f"/api/v1{path}", json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"POST {path}: {answer.status} {text[:300]}")
        return json.loads(text)


class Office:
    """People with and without a PIN, and two desks for each."""

    def __init__(self, perch):
        self.perch = perch
        self.free = [self.add(f"free{index}", 4000 + index, {}) for index in range(PEOPLE)]
        self.careful = [self.add(f"careful{index}", 5000 + index, {"requirePin": True, "pin": PIN}) for index in range(PEOPLE)]
        self.desks = [perch.post("/devices", {
            "nickname": f"seat{index}", "occupiedPolicy": "replace",
            "sip": {"username": f"seat{index}", "password": PASSWORD}})["id"] for index in range(4 * PEOPLE)]
        self.caller = perch.post("/users", {"username": "listener", "extension": "4999"})["id"]
        perch.add_device("listener", self.caller)

    def add(self, name, number, profile):
        return self.perch.post("/users", {
            "username": name, "extension": str(number), "password": "a word for the bench",
            "hotDesk": {"enabled": True, "id": f"9{number}", **profile}})["id"]


def fsync_ms(folder):
    """What the disk takes to keep one block, beside which the log-ins are to be read."""
    times = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            file.flush()
            began = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 2)


def log_ins_a_second(seconds, log_in):
    """How many times a second `log_in(worker, turn)` returns, from THREADS threads."""
    done, until = [0] * THREADS, time.monotonic() + seconds

    def work(worker):
        turn = 0
        while time.monotonic() < until:
            log_in(worker, turn)
            turn += 1
            done[worker] += 1

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return round(sum(done) / seconds, 1)


def without_pin(office, seconds):
    clients = [Client(office.perch, office.perch.token) for _ in range(THREADS)]

    def log_in(worker, turn):
        clients[worker].post("/hot-desk-sessions", {
            "userId": office.free[worker], "deviceId": office.desks[2 * worker + turn % 2], "takeover": True})

    return log_ins_a_second(seconds, log_in)


def with_pin(office, seconds):
    perch = office.perch
    clients = []
    for index in range(THREADS):
        login = perch.post("/login", {"username": f"careful{index}", "password": "a word for the bench"})
        clients.append(Client(perch, login["token"]))

    def log_in(worker, turn):
        clients[worker].post("/hot-desk-sessions", {
            "userId": office.careful[worker], "pin": PIN, "deviceId": office.desks[2 * PEOPLE + 2 * worker + turn % 2]})

    return log_ins_a_second(seconds, log_in)


async def next_call_ms(office, turns):
    """From the moment at which a log-in is answered to the ringing of the desk: an upper bound for what routing takes."""
    rang = asyncio.Event()
    server = ("127.0.0.1", office.perch.port)
    desks = [Softphone(f"seat{index}", PASSWORD, REALM, server, 0, lambda *_: rang.set()) for index in range(2)]
    caller = Softphone("listener", PASSWORD, REALM, server)
    for phone in [*desks, caller]:
        await phone.plug_in()
        await phone.register()
    client, times, loop = Client(office.perch, office.perch.token), [], asyncio.get_running_loop()
    for turn in range(turns):
        body = {"userId": office.free[0], "deviceId": office.desks[turn % 2], "takeover": True}
        await loop.run_in_executor(None, client.post, "/hot-desk-sessions", body)
        rang.clear()
        began = time.perf_counter()
        call = asyncio.create_task(caller.call("4000", 0))
        await asyncio.wait_for(rang.wait(), 10)
        times.append((time.perf_counter() - began) * 1000)
        await call
    for phone in [*desks, caller]:
        phone.unplug()
    return [round(value, 2) for value in times]


def listen(port, token, ready, stop, told):
    """Keeps LISTENERS event streams open and counts what each is told; a process of its own, so that it takes nothing from the phones."""
    heard = [0] * LISTENERS

    def read(index):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/api/v1/events", headers={"Authorization": f"Bearer {token}"})
        stream = connection.getresponse()
        ready.release()
        for line in stream:
            heard[index] += line.startswith(b"id:")

    for index in range(LISTENERS):
        threading.Thread(target=read, args=(index,), daemon=True).start()
    stop.wait()
    told.put(heard)


def listening(office, seconds):
    """Log-ins at a rate that makes 10,000 events a minute, first unheard, then told to 20 listeners; calls all the time."""
    def measure():
        stop = threading.Event()
        client = Client(office.perch, office.perch.token)

        def log_in():
            turn, due = 0, time.monotonic()
            while not stop.is_set():
                client.post("/hot-desk-sessions", {
                    "userId": office.free[turn % 8 + 8], "deviceId": office.desks[turn % 64 + 16], "takeover": True})
                turn += 1
                # Each moves somebody: one event for the seat that is left, one for the seat that is taken.
                due += 120 / EVENTS_A_MINUTE
                time.sleep(max(0, due - time.monotonic()))

        thread = threading.Thread(target=log_in)
        thread.start()
        before, began = cpu_seconds(office.perch.pids), time.monotonic()
        times = asyncio.run(next_call_ms(office, int(seconds * 4)))
        cpu = (cpu_seconds(office.perch.pids) - before) / (time.monotonic() - began)
        stop.set()
        thread.join()
        return statistics.median(times), cpu

    quiet, quiet_cpu = measure()
    ready, stop, told = multiprocessing.Semaphore(0), multiprocessing.Event(), multiprocessing.SimpleQueue()
    listeners = multiprocessing.Process(target=listen, args=(office.perch.http, office.perch.token, ready, stop, told), daemon=True)
    listeners.start()
    for _ in range(LISTENERS):
        ready.acquire()
    heard, heard_cpu = measure()
    time.sleep(1)
    stop.set()
    told = told.get()
    listeners.join()
    return {"call_median_ms_unheard": round(quiet, 2), "call_median_ms_with_20_listeners": round(heard, 2),
            "processor_unheard": round(quiet_cpu, 3), "processor_with_20_listeners": round(heard_cpu, 3),
            "events_told_to_each": [min(told), max(told)]}


def measure_desks(perch, scale):
    office = Office(perch)
    warm = max(1, 5 * scale)
    without_pin(office, warm)
    asyncio.run(next_call_ms(office, int(20 * scale) + 2))
    times = asyncio.run(next_call_ms(office, int(200 * scale) + 5))
    return {
        "fsync_median_ms": fsync_ms(perch.data),
        "durable_log_ins_a_second_without_pin": without_pin(office, 10 * scale + 1),
        "durable_log_ins_a_second_with_pin": with_pin(office, 10 * scale + 1),
        "log_in_to_ringing_median_ms": statistics.median(times), "log_in_to_ringing_p99_ms": sorted(times)[int(len(times) * 0.99)],
        **listening(office, 10 * scale + 1)}
