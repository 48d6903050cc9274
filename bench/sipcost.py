"""What one SIP operation costs a server: processor microseconds, measured with SIPp as the phones.

A time on a shared machine drifts; the processor time that the server itself used, divided by the operations it
completed, drifts less, and a ratio of two servers measured in one run even less.
"""
import os
import subprocess
import tempfile
import time

from servers import HERE, PASSWORD, REALM, cpu_seconds, free_port

RATE = {"register": 2000, "call": 300}
COUNT = {"register": 20000, "call": 3000}


def phones(first, count):
    return [str(first + index) for index in range(count)]


def write_csv(path, rows):
    with open(path, "w") as f:
        f.write("SEQUENTIAL\n" + "".join(row + "\n" for row in rows))


def credentials(user):
    return f"[authentication username={user} password={PASSWORD}]"


def sipp(scenario, server, csv, count, rate, work, source_port=None):
    """Runs a scenario and returns (done, failed, retransmissions, seconds)."""
    stat = os.path.join(work, "stat.csv")
    began = time.monotonic()
    done = subprocess.run(
        ["sipp", "-sf", os.path.join(HERE, "scenarios", scenario), f"127.0.0.1:{server.port}", "-s", REALM,
         "-i", "127.0.0.1", "-p", str(source_port or free_port()), "-inf", csv, "-m", str(count), "-r", str(rate),
         "-l", "2000", "-nd", "-nostdin", "-t", "u1", "-timeout", "240", "-trace_stat", "-stf", stat, "-fd", "1"],
        cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1) or not os.path.exists(stat):
        raise SystemExit(f"sipp ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    with open(stat) as f:
        rows = [row.split(";") for row in f.read().splitlines() if row]
    os.remove(stat)
    last = dict(zip(rows[0], rows[-1]))
    return (int(last["SuccessfulCall(C)"]), int(last["FailedCall(C)"]), int(last["Retransmissions(C)"]),
            time.monotonic() - began)


class Callee:
    """A SIPp phone that is registered under an extension and answers every call at once."""

    def __init__(self, server, extension, work):
        self.port = free_port()
        csv = os.path.join(work, f"callee-{server.name}.csv")
        write_csv(csv, [f"{extension};{credentials(extension)}"])
        done, failed, _, _ = sipp("register.xml", server, csv, 1, 1, work, self.port)
        if (done, failed) != (1, 0):
            raise SystemExit(f"{server.name}: the answering phone could not register")
        self.process = subprocess.Popen(
            ["sipp", "-sf", os.path.join(HERE, "scenarios", "callee.xml"), "-i", "127.0.0.1", "-p", str(self.port),
             "-nd", "-nostdin", "-t", "u1"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=work)

    def stop(self):
        self.process.kill()
        self.process.wait()


def measure(operation, server, csv, count, work):
    """Processor microseconds for each completed operation, and what SIPp says of the run."""
    before = cpu_seconds(server.pids)
    done, failed, repeated, wall = sipp(
        {"register": "register.xml", "call": "caller.xml"}[operation], server, csv, count, RATE[operation], work)
    used = cpu_seconds(server.pids) - before
    return {"us": used * 1e6 / max(done, 1), "done": done, "failed": failed, "retransmissions": repeated,
            "wall_s": round(wall, 2)}


def workspace():
    return tempfile.TemporaryDirectory(prefix="bench-sipp-")
