#!/usr/bin/env python3
"""`make soak`: hours of an office in minutes. Calls come all the time while people log in and out at desks, and a tenth
of the phones lose a third of what they send and hear. Watched: memory, calls that fail, calls that ring at a wrong desk.

  soak.py [--minutes 30] [--rate 20] [--program artifacts/perch/perch] [--results bench/results]
"""
import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from servers import HERE, PASSWORD, REALM, Perch, cpu_seconds, pss_kib
from softphone import Softphone

PEOPLE, DESKS, CALLERS = 50, 50, 400
UNRELIABLE, LOSS = 0.1, 0.33


class Office:
    """Who was asked to sit where, and when that may have been true."""

    def __init__(self, perch, count):
        self.perch, self.threads = perch, ThreadPoolExecutor(8)
        self.people = [self.make_person(index) for index in range(count)]
        self.desks = [perch.post("/devices", {
            "nickname": f"desk {index}", "occupiedPolicy": "replace",
            "sip": {"username": f"desk{index}", "password": PASSWORD}})["id"] for index in range(DESKS)]
        for index in range(CALLERS):
            user = perch.post("/users", {"username": f"caller{index}", "extension": str(3000 + index)})
            perch.add_device(f"phone{index}", user["id"])
        self.sessions = []  # [person, desk, asked, ended, answered]; ended is None while it may be open
        self.calling = {}   # caller's extension -> (person, since)
        self.rings = self.wrong = self.missed = 0
        self.complaints = []

    def make_person(self, index):
        return self.perch.post("/users", {
            "username": f"person{index}", "extension": str(2000 + index),
            "hotDesk": {"enabled": True, "id": str(5000 + index)}})["id"]

    async def log_in(self, person=None, desk=None):
        person = random.randrange(PEOPLE) if person is None else person
        desk = random.randrange(DESKS) if desk is None else desk
        session = [person, desk, time.monotonic(), None, None]
        self.sessions.append(session)
        await self.post("/hot-desk-sessions", {"userId": self.people[person], "deviceId": self.desks[desk], "takeover": True})
        now = session[4] = time.monotonic()
        for other in self.sessions:
            # Who was in the way is gone by now. Of two that were asked for at once nobody here knows the order.
            if other[4] and other[4] < session[2] and other[3] is None and (other[0] == person or other[1] == desk):
                other[3] = now
        self.sessions = [s for s in self.sessions if s[3] is None or s[3] > now - 120]

    async def post(self, path, body):
        return await asyncio.get_running_loop().run_in_executor(self.threads, self.perch.post, path, body)

    def should_have_rung(self, person, since):
        """Whether the person sat at a phone that loses nothing, all the time since, and nobody came in their way."""
        return any(s[0] == person and s[1] >= DESKS * UNRELIABLE and s[4] and s[4] < since and not any(
            other[2] > s[2] and (other[0] == s[0] or other[1] == s[1]) for other in self.sessions) for s in self.sessions)

    def heard_ringing(self, desk, phone, caller):
        """Right if the person called may have sat here at some moment since the call began."""
        self.rings += 1
        person, since = self.calling.get(caller, (None, 0))
        if person is None or any(s[0] == person and s[1] == desk and (s[3] is None or s[3] >= since) for s in self.sessions):
            return
        self.wrong += 1
        self.complaints.append(f"desk {desk} rang for person {person}, who had not been there since {time.monotonic() - since:.1f} s")


async def keep_registered(phone):
    while True:
        await phone.register()
        await asyncio.sleep(random.uniform(60, 120))


async def one_call(office, phone, extension, counts):
    person, since = random.randrange(PEOPLE), time.monotonic()
    office.calling[extension] = (person, since)
    status = await phone.call(str(2000 + person), random.uniform(1, 8))
    counts[status] = counts.get(status, 0) + 1
    if status != 200 and not phone.loss and office.should_have_rung(person, since):
        office.missed += 1
        office.complaints.append(f"a call to person {person} ended in {status}")
    # A ring that is still on its way belongs to this call.
    await asyncio.sleep(2)
    del office.calling[extension]


async def sample(perch, rows, office, counts, began):
    while True:
        cpu = cpu_seconds(perch.pids)
        rows.append({"second": round(time.monotonic() - began), "pss_mib": round(pss_kib(perch.pids) / 1024, 1), "cpu_s": round(cpu, 1),
                     "calls": sum(counts.values()), "live": len(office.calling), "wrong": office.wrong, "missed": office.missed})
        if len(rows) % 6 == 1:
            print("  {second:5} s  {pss_mib:6} MiB  {calls} calls, {live} live, {wrong} at a wrong desk, {missed} missed".format(**rows[-1]), flush=True)
        await asyncio.sleep(10)


async def run(perch, minutes, rate):
    office, counts, rows = Office(perch, PEOPLE), {}, []
    server = ("127.0.0.1", perch.port)
    desks = [Softphone(f"desk{i}", PASSWORD, REALM, server, LOSS if i < DESKS * UNRELIABLE else 0,
                       lambda phone, caller, desk=i: office.heard_ringing(desk, phone, caller)) for i in range(DESKS)]
    callers = [Softphone(f"phone{i}", PASSWORD, REALM, server, LOSS if i < CALLERS * UNRELIABLE else 0) for i in range(CALLERS)]
    for phone in desks + callers:
        await phone.plug_in()
    began = time.monotonic()
    tasks = [asyncio.create_task(keep_registered(phone)) for phone in desks + callers]
    tasks.append(asyncio.create_task(sample(perch, rows, office, counts, began)))
    await asyncio.sleep(10)
    for index in range(PEOPLE):
        await office.log_in(index, index)
    due, calls = time.monotonic(), set()
    while time.monotonic() - began < minutes * 60:
        free = [i for i in range(CALLERS) if str(3000 + i) not in office.calling]
        if free:
            index = random.choice(free)
            calls.add(asyncio.create_task(one_call(office, callers[index], str(3000 + index), counts)))
        if random.random() < 0.1:
            calls.add(asyncio.create_task(office.log_in()))
        calls = {call for call in calls if not call.done() or call.result()}
        due += 1 / rate
        await asyncio.sleep(max(0, due - time.monotonic()))
    await asyncio.wait(calls, timeout=120)
    for task in tasks:
        task.cancel()
    return office, counts, rows


def plot(rows):
    """Memory over time as a picture, without a library."""
    width, height, left = 760, 260, 60
    top = max(row["pss_mib"] for row in rows) * 1.1
    last = max(rows[-1]["second"], 1)
    points = " ".join(f"{left + row['second'] / last * width:.1f},{height - row['pss_mib'] / top * height + 20:.1f}" for row in rows)
    lines = "".join(
        f'<line x1="{left}" x2="{left + width}" y1="{y}" y2="{y}" stroke="#ddd"/>'
        f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{top * (height + 20 - y) / height:.0f}</text>'
        for y in range(20, height + 21, 52))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 20} {height + 70}" font-family="sans-serif" '
            f'font-size="12"><rect width="100%" height="100%" fill="white"/>{lines}'
            f'<polyline fill="none" stroke="#0b6e4f" stroke-width="2" points="{points}"/>'
            f'<text x="{left}" y="{height + 44}">start</text><text x="{left + width}" y="{height + 44}" text-anchor="end">'
            f'{last // 60} minutes</text><text x="{left}" y="14">memory of the server (Pss), MiB</text></svg>\n')


def commit():
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def verdict(office, counts, rows):
    half, end = rows[len(rows) * 4 // 10: len(rows) // 2], rows[len(rows) * 9 // 10:]
    grown = statistics.median(r["pss_mib"] for r in end) / statistics.median(r["pss_mib"] for r in half) if half and end else 1
    return {"commit": commit(), "calls": sum(counts.values()), "by_status": {str(k): v for k, v in sorted(counts.items())}, "rings": office.rings,
            "at_a_wrong_desk": office.wrong, "missed": office.missed, "memory_end_to_half": round(grown, 3), "complaints": office.complaints[:20]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.path.join(HERE, "..", "artifacts", "perch", "perch"))
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--results", default=os.path.join(HERE, "results"))
    args = parser.parse_args()
    perch = Perch(os.path.abspath(args.program))
    try:
        office, counts, rows = asyncio.run(run(perch, args.minutes, args.rate))
    finally:
        perch.stop()
    result = verdict(office, counts, rows)
    print(json.dumps(result, indent=1))
    os.makedirs(args.results, exist_ok=True)
    with open(os.path.join(args.results, "soak.json"), "w") as f:
        json.dump({"minutes": args.minutes, "rate": args.rate, **result, "rows": rows}, f, indent=1)
    with open(os.path.join(args.results, "soak.svg"), "w") as f:
        f.write(plot(rows))
    if result["at_a_wrong_desk"] or result["missed"] or result["memory_end_to_half"] > 1.1 or not result["by_status"].get("200"):
        sys.exit("the soak failed")


main()
