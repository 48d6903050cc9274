#!/usr/bin/env python3
"""`make bench`: Perch beside Kamailio in one run, interleaved, medians and ratios; writes results/.

  bench.py [--rounds 7] [--quick] [--program artifacts/perch/perch]
"""
import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time

from desks import measure_desks
from servers import HERE, Kamailio, Perch, pss_kib
from sipcost import COUNT, Callee, credentials, measure, phones, sipp, workspace, write_csv

TARGETS = {"register": 1.5, "call": 2.5}
PHONES = 10_000


def say(text):
    print(text, flush=True)


def machine():
    with open("/proc/cpuinfo") as f:
        model = next((line.split(":", 1)[1].strip() for line in f if line.startswith("model name")), "unknown")
    return {"processor": model, "cores": os.cpu_count(), "kernel": platform.release(), "system": platform.platform()}


def commit():
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def compare(perch, kamailio, rounds, scale, work):
    """Interleaved rounds of registrations and calls on both servers."""
    callers, callee = phones(1_000_000, 500), "2001"
    perch.add_devices(callers)
    perch.add_callee(callee)
    csv = {"register": os.path.join(work, "register.csv"), "call": os.path.join(work, "call.csv")}
    write_csv(csv["register"], [f"{user};{credentials(user)}" for user in callers])
    write_csv(csv["call"], [f"{user};{credentials(user)};{callee}" for user in callers])
    answering = [Callee(server, callee, work) for server in (perch, kamailio)]
    measured = {operation: {"perch": [], "kamailio": []} for operation in csv}
    try:
        for operation in csv:
            warm_up(operation, (perch, kamailio), csv[operation], scale, work)
            for turn in range(rounds):
                for server in (perch, kamailio) if turn % 2 == 0 else (kamailio, perch):
                    count = int(COUNT[operation] * scale)
                    result = measure(operation, server, csv[operation], count, work)
                    measured[operation][server.name].append(result)
                    say(f"  {operation} {turn + 1}/{rounds} {server.name:9} {result['us']:7.1f} us"
                        f"  ({result['done']} done, {result['failed']} failed, {result['wall_s']} s)")
                    if result["failed"] or result["done"] != count:
                        raise SystemExit(f"{server.name}: not every {operation} was completed: {result}")
    finally:
        for phone in answering:
            phone.stop()
    return measured


def warm_up(operation, servers, csv, scale, work):
    began, limit = time.monotonic(), 60 * scale
    say(f"{operation}: warming up for {limit:.0f} s")
    while time.monotonic() - began < limit:
        for server in servers:
            measure(operation, server, csv, int(COUNT[operation] * scale * 0.5), work)


def memory_and_start(program, work):
    """Pss idle, with 10,000 phones in the database, and with all of them registered; start to the first REGISTER that was answered 200."""
    perch = Perch(program)
    try:
        # The first start makes the database, which leaves more behind in memory than any later one.
        perch.kill()
        perch.start()
        idle = settled_pss(perch)
        say(f"idle: {idle / 1024:.1f} MiB; adding {PHONES} phones")
        users = phones(3_000_000, PHONES)
        perch.add_devices(users)
        perch.kill()
        start = perch.start(first_phone=users[0])
        before = settled_pss(perch)
        csv = os.path.join(work, "all.csv")
        write_csv(csv, [f"{user};{credentials(user)}" for user in users])
        done, failed, _, _ = sipp("register.xml", perch, csv, PHONES, 1000, work)
        if done != PHONES or failed:
            raise SystemExit(f"{failed} of {PHONES} phones could not register")
        after = settled_pss(perch)
    finally:
        perch.stop()
    return {"idle_pss_mib": round(idle / 1024, 1), "with_phones_in_database_pss_mib": round(before / 1024, 1),
            "registered_pss_mib": round(after / 1024, 1),
            "growth_kib_per_phone_in_database_and_registered": round((after - idle) / PHONES, 2),
            "growth_kib_per_registration": round((after - before) / PHONES, 2),
            "start_to_first_answered_register_s": round(start, 2), "phones": PHONES}


def settled_pss(perch):
    time.sleep(5)
    return pss_kib(perch.pids)


def summary(measured):
    rows = {}
    for operation, servers in measured.items():
        medians = {name: statistics.median(row["us"] for row in rounds) for name, rounds in servers.items()}
        ratios = [p["us"] / k["us"] for p, k in zip(servers["perch"], servers["kamailio"])]
        rows[operation] = {
            "perch_us": round(medians["perch"], 1), "kamailio_us": round(medians["kamailio"], 1),
            "ratio": round(medians["perch"] / medians["kamailio"], 2), "ratios": [round(r, 2) for r in ratios],
            "target": TARGETS[operation]}
    return rows


def report(results):
    lines = ["| measured | Perch | Kamailio | ratio | target |", "|---|---|---|---|---|"]
    for operation, row in results["cost"].items():
        met = "met" if row["ratio"] <= row["target"] else "MISSED"
        lines.append(f"| {operation}, processor time | {row['perch_us']} µs | {row['kamailio_us']} µs "
                     f"| {row['ratio']} | ≤ {row['target']} {met} |")
    for name, value in [*results["memory"].items(), *results["desks"].items()]:
        lines.append(f"| {name.replace('_', ' ')} | {value} | | | |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.path.join(HERE, "..", "artifacts", "perch", "perch"))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, to see that it runs")
    args = parser.parse_args()
    scale, rounds = (0.1, 1) if args.quick else (1.0, args.rounds)
    with workspace() as folder:
        perch, kamailio = Perch(os.path.abspath(args.program)), Kamailio()
        try:
            measured = compare(perch, kamailio, rounds, scale, folder)
        finally:
            perch.stop()
            kamailio.stop()
        memory = memory_and_start(os.path.abspath(args.program), folder)
        perch = Perch(os.path.abspath(args.program))
        try:
            desks = measure_desks(perch, scale)
        finally:
            perch.stop()
    results = {"commit": commit(), "machine": machine(), "cost": summary(measured), "memory": memory, "desks": desks, "rounds": measured}
    say("\n" + report(results))
    if args.quick:
        return
    os.makedirs(os.path.join(HERE, "results"), exist_ok=True)
    for name, text in (("latest.json", json.dumps(results, indent=1)), ("latest.md", report(results) + "\n")):
        with open(os.path.join(HERE, "results", name), "w") as f:
            f.write(text)
    if any(row["ratio"] > row["target"] for row in results["cost"].values()):
        sys.exit("a target was missed")


main()
