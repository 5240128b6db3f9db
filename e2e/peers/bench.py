"""Compares Sluice with other proxies under equal settings. `dev/bench --help` says what can be chosen."""
import argparse
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure
import processes
import report
from cases import CASES, runs
from peer import all_peers
from peer.base import CACHE, FAST, ECHO, SLOW, TOP, Missing, printed
from peer.debian import package
from peer.nginx import upstream


class Tools:
    """What loads and serves beside the proxies, and the folder of a run."""

    def __init__(self, work):
        self.work = work
        self.revision = 0
        self.open_files = processes.raise_file_limit()
        self.wrk = package("wrk", "wrk")
        self.nginx = package("nginx", "nginx-light")
        openssl = package("openssl", "openssl")
        home = printed(TOP / "dev" / "jdk").strip()
        printed(f"{home}/bin/javac", "-d", work, Path(__file__).with_name("Load.java"))
        self.java_load = [f"{home}/bin/java", "-XX:+UseSerialGC", "-Xmx1g", "-cp", work, "Load"]
        printed(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout", work / "key.pem", "-out", work / "cert.pem")
        measure.prepare(work)

    def serve(self):
        """Starts the upstreams, on the core of the load."""
        folder = self.work / "upstream"
        folder.mkdir()
        command = upstream(folder)
        command[0] = self.nginx
        fast = processes.start(command, processes.LOAD_CORE, self.work / "upstream.log")
        delays = [f"{port}={millis}" for port, millis in zip(SLOW, (5, 10, 50))]
        slow = processes.start([*self.java_load, "serve", *delays, f"{ECHO}=0"], processes.LOAD_CORE, self.work / "slow.log")
        processes.answers(f"http://127.0.0.1:{FAST}/get", fast, 10)
        processes.answers(f"http://127.0.0.1:{SLOW[-1]}/slow", slow, 10)


def begin(peer, tools, extra=0):
    """Starts a peer and waits for its first proxied answer; returns its folder, process and the seconds that took."""
    work = tools.work / f"peer-{peer.port}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    peer.write(work, extra)
    process = processes.start(peer.command(work), processes.PROXY_CORE, work / "log",
                              {"SLUICE_CPUS": str(processes.PROXY_CORE), **peer.environment()})
    try:
        path, body = (f"extra-{extra - 1}", None) if extra else ("eth", b'{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber"}')
        seconds = processes.answers(peer.url(path), process, 120, body)
        peer.verify(process)
    except RuntimeError as e:
        processes.stop(process)
        end = (work / "log").read_text(errors="replace").strip()[-300:]
        raise RuntimeError(f"{e}: {end}") from e
    return work, process, seconds


def under_load(case, peers, tools, options, results, running):
    """Rounds in turn: one of each peer, then the next round. Peers stay up from case to case, warmed up by each case's own load."""
    here = []
    for peer in peers:
        with noting(results, peer):
            fresh = peer.name not in running
            if fresh:
                running[peer.name] = begin(peer, tools)[1]
            warm(tools, case, peer, min(peer.warmup if fresh else 3, options.warmup))
            here.append(peer)
    for _ in range(options.rounds):
        if case.direct:
            direct = ECHO if case.kind == "websocket" else FAST
            with noting(results, None):
                note(results, "no proxy", measure.under_load(
                    tools, case, f"http://127.0.0.1:{direct}/{case.path}", direct, None, options.seconds))
        for peer in here:
            with noting(results, peer):
                note(results, peer.name, measure.under_load(
                    tools, case, peer.url(case.path, case.secure), peer.port, running[peer.name], options.seconds))


def warm(tools, case, peer, seconds):
    try:
        measure.load(tools, case, peer.url(case.path, case.secure), peer.port, seconds)
    except RuntimeError as e:
        print(f"    {peer.name}, warming up: {e}", flush=True)  # what is counted decides


def alone(case, peers, tools, options, results):
    """Cases that need a fresh process for each peer and round."""
    for _ in range(options.rounds if case.kind == "start" else min(options.rounds, 3)):
        for peer in peers:
            with noting(results, peer):
                work, process, seconds = begin(peer, tools, measure.EXTRA_ROUTES if case.kind == "swap" else 0)
                try:
                    if case.kind == "start":
                        note(results, peer.name, {"start_ms": seconds * 1000, "rss_mib": processes.resident_kib(process.pid) / 1024})
                    elif case.kind == "idle":
                        note(results, peer.name, measure.idling(tools, peer, work, process))
                    else:
                        warm(tools, case, peer, min(peer.warmup, options.warmup))
                        note(results, peer.name, measure.swapping(tools, case, peer, work, process, max(options.seconds, 5)))
                finally:
                    processes.stop(process)


def note(results, name, figures):
    results.setdefault(name, {"rounds": []})["rounds"].append(figures)
    print(f"    {name:24} " + "  ".join(f"{key} {value:,.2f}" for key, value in figures.items()), flush=True)


class noting:
    """A peer that fails in a case is named in its table, with the reason; the others go on."""

    def __init__(self, results, peer):
        self.results, self.name = results, peer.name if peer else "no proxy"

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        if kind is None or not issubclass(kind, (RuntimeError, OSError, Missing, subprocess.SubprocessError, AttributeError)):
            return False
        self.results.setdefault(self.name, {"rounds": []})["failed"] = " ".join(str(error).split())[:300]
        print(f"    {self.name}: {error}", flush=True)
        return True


def options():
    parser = argparse.ArgumentParser(prog="dev/bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds in turn (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=3, help="of each round (default: %(default)s)")
    parser.add_argument("--warmup", type=int, default=15, help="at most so many seconds of load before the first round")
    parser.add_argument("--cases", default="", help="names, with commas: " + ",".join(case.name for case in CASES))
    parser.add_argument("--peers", default="", help="names, with commas: " + ",".join(peer.name.replace(", ", "-").replace(" ", "-") for peer in all_peers()))
    parser.add_argument("--quick", action="store_true", help="two rounds of 1 s and little warming up: to see that all works")
    parser.add_argument("--report", default=str(TOP / "docs" / "benchmarks.md"), help="file whose part between markers is rewritten")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.rounds, chosen.seconds, chosen.warmup = 2, 1, 3
    return chosen


def chosen_of(all_of, names, key):
    wanted = [name.strip().lower() for name in names.split(",") if name.strip()]
    known = {key(each).lower(): each for each in all_of}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise SystemExit(f"make bench: unknown {', '.join(unknown)}; known are {', '.join(known)}")
    return [known[name] for name in known if not wanted or name in wanted]


def obtained(peers):
    versions, missing, here = {}, {}, []
    CACHE.mkdir(parents=True, exist_ok=True)
    for peer in peers:
        try:
            versions[peer.name] = peer.obtain()
            here.append(peer)
            print(f"  {peer.name} {versions[peer.name]}", flush=True)
        except Missing as e:
            missing[peer.name] = str(e)
            print(f"  {peer.name} is left out: {e}", flush=True)
    return here, versions, missing


def machine():
    with open("/proc/cpuinfo") as cpus:
        model = next((line.split(":", 1)[1].strip() for line in cpus if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Linux {platform.release()}"


def main():
    chosen = options()
    if (os.cpu_count() or 1) < 2:
        raise SystemExit("make bench needs two cores: one for the proxy, the other for the load.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    cases = chosen_of(CASES, chosen.cases, lambda case: case.name)
    peers = chosen_of(all_peers(), chosen.peers, lambda peer: peer.name.replace(", ", "-").replace(" ", "-"))
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        os.chmod(folder, 0o755)  # an nginx of root serves files as another user
        try:
            tools = Tools(Path(folder))
        except Missing as e:
            raise SystemExit(f"make bench: {e}")
        peers, versions, missing = obtained(peers)
        processes.refuse_taken([FAST, *SLOW, ECHO, *(port for peer in peers for port in (peer.port, peer.secure, peer.admin))])
        tools.serve()
        result = {"date": time.strftime("%Y-%m-%d"), "machine": machine(), "load": os.getloadavg()[0], "rounds": chosen.rounds,
                  "seconds": chosen.seconds, "command": "make bench" + "".join(
                      f" {key.upper()}={getattr(chosen, key)}" for key in ("cases", "peers") if getattr(chosen, key))
                  + f" ROUNDS={chosen.rounds} SECONDS={chosen.seconds}", "versions": versions, "missing": missing, "cases": []}
        running = {}
        for case in cases:
            print(f"{case.name}: {case.about}", flush=True)
            results = {}
            taking = [peer for peer in peers if runs(case, peer)]
            if case.kind in ("load", "websocket"):
                under_load(case, taking, tools, chosen, results, running)
            else:
                while running:
                    processes.stop(running.popitem()[1])
                alone(case, taking, tools, chosen, results)
            result["cases"].append({"name": case.name, "about": case.about, "peers": results})
            (CACHE / "results.json").write_text(json.dumps(result, indent=1))
        processes.stop_all()
    report.write(result, Path(chosen.report))


if __name__ == "__main__":
    main()
