"""Processes on a chosen core: started, looked at in /proc, and ended whatever happens to the benchmark."""
import atexit
import ctypes
import os
import resource
import signal
import socket
import subprocess
import time
import urllib.request

PROXY_CORE, LOAD_CORE = 0, 1
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_running = []


def raise_file_limit(wanted=65536):
    """Raises the limit of open files for this process and what it starts; returns what it is then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for higher in (max(hard, wanted), hard):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, higher), higher))
            break
        except (ValueError, OSError):
            continue  # only root may raise the hard limit, and not everywhere
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def start(command, core, log, environment=None):
    """Starts a process on one core; it dies with the benchmark, even where that is killed."""
    process = subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.PIPE, stdout=open(log, "wb"), stderr=subprocess.STDOUT,
        env={**os.environ, **(environment or {})}, start_new_session=True, preexec_fn=lambda: _child(core))
    _running.append(process)
    return process


def run(command, core, environment=None, timeout=300):
    """Runs a command on one core and returns what it printed."""
    done = subprocess.run(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=timeout,
        env={**os.environ, **(environment or {})}, preexec_fn=lambda: _child(core))
    return done.stdout


def _child(core):
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
    os.sched_setaffinity(0, {core})


def stop(process):
    """Ends a process with all that it started."""
    if process in _running:
        _running.remove(process)
    for kind, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, kind)
            process.wait(seconds)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass
    process.wait()


@atexit.register
def stop_all():
    for process in list(_running):
        stop(process)


def tree(pid):
    """The process and its descendants."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as children:
            return [pid] + [each for child in children.read().split() for each in tree(int(child))]
    except FileNotFoundError:
        return []


def cpu_seconds(pid):
    """User and system time of a process, its descendants and those that it has waited for."""
    ticks = 0
    for each in tree(pid):
        try:
            with open(f"/proc/{each}/stat") as stat:
                ticks += sum(int(field) for field in stat.read().rsplit(")", 1)[1].split()[11:15])
        except FileNotFoundError:
            pass
    return ticks / TICKS_PER_SECOND


def resident_kib(pid):
    total = 0
    for each in tree(pid):
        try:
            with open(f"/proc/{each}/status") as status:
                total += sum(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        except FileNotFoundError:
            pass
    return total


def refuse_taken(ports):
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise SystemExit(f"make bench: port {port} of 127.0.0.1 is taken; end what listens there (ss -ltnp)")


def answers(url, process, seconds, body=None, every=0.005):
    """Waits until a URL answers 200 and returns the seconds that took; raises where the process ends before."""
    begin = time.monotonic()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() - begin < seconds:
        if process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode} before it served")
        try:
            request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
            with opener.open(request, timeout=2) as answer:
                if answer.status == 200:
                    return time.monotonic() - begin
        except OSError:
            time.sleep(every)
    raise RuntimeError(f"did not serve {url} within {seconds} s")
