"""One measurement of one peer in one case: load from the other core, and what the proxy spent meanwhile."""
import re
import subprocess
import time
from pathlib import Path

import processes

HERE = Path(__file__).resolve().parent
SCRIPTS = {
    "rpc.lua": """wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"0x' .. string.rep("ab", 20) .. '","data":"0x' ..
  string.rep("cd", 68) .. '"},"latest"]}'
""",
    "get.lua": "",
}
DONE = """done = function(s, l) io.write(string.format("RESULT %d %d %d %d %d\\n", s.requests, s.duration, l:percentile(50),
  l:percentile(99), s.errors.connect + s.errors.read + s.errors.write + s.errors.status + s.errors.timeout)) end
"""
# The one cipher suite that clients offer, so that all peers encrypt alike.
OPENSSL = """openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = one
[one]
MinProtocol = TLSv1.3
Ciphersuites = TLS_AES_128_GCM_SHA256
"""
EXTRA_ROUTES, IDLE_CONNECTIONS = 1000, 10_000


def prepare(work):
    for name, text in SCRIPTS.items():
        (work / name).write_text(text + DONE)
    (work / "openssl.cnf").write_text(OPENSSL)


def load(tools, case, url, port, seconds):
    """Runs a case's load and returns requests, seconds, p50 and p99 in µs, errors."""
    if case.kind == "websocket":
        command = [*tools.java_load, "websocket", port, case.connections, seconds]
    else:
        command = [tools.wrk, "-t1", f"-c{case.connections}", f"-d{seconds}s", "--timeout", "10s", "-s", tools.work / case.script, url]
    said = processes.run(command, processes.LOAD_CORE, {"OPENSSL_CONF": str(tools.work / "openssl.cnf")}, seconds + 60)
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", said)
    if not found:
        raise RuntimeError(f"the load said: {said.strip()[-200:]}")
    requests, micros, p50, p99, errors = map(int, found.groups())
    if not requests:
        raise RuntimeError(f"no request was answered; {errors} errors")
    return requests, micros / 1e6, p50, p99, errors


def under_load(tools, case, url, port, process, seconds):
    """Figures of one round; without CPU and memory where there is no proxy."""
    before = processes.cpu_seconds(process.pid) if process else 0
    requests, elapsed, p50, p99, errors = load(tools, case, url, port, seconds)
    figures = {"requests_per_second": requests / elapsed, "p50_us": p50, "p99_us": p99, "errors": errors}
    if process:
        spent = processes.cpu_seconds(process.pid) - before
        figures |= {"cpu_us": spent * 1e6 / requests, "rss_mib": processes.resident_kib(process.pid) / 1024}
    return figures


def swapping(tools, case, peer, work, process, seconds):
    """The load with the configuration still, then while it changes once a second."""
    still = under_load(tools, case, peer.url(case.path), peer.port, process, seconds)
    before = processes.cpu_seconds(process.pid)
    command = [tools.wrk, "-t1", f"-c{case.connections}", f"-d{seconds}s", "--timeout", "10s", "-s", tools.work / case.script, peer.url(case.path)]
    output = work / "swap.log"
    loading = processes.start(command, processes.LOAD_CORE, output)
    swaps = 0
    while True:
        try:
            loading.wait(1)
            break
        except subprocess.TimeoutExpired:
            tools.revision += 1
            peer.change(work, process, EXTRA_ROUTES, tools.revision)
            swaps += 1
    spent = processes.cpu_seconds(process.pid) - before
    processes.stop(loading)
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+)", output.read_text())
    if not found or found[1] == "0":
        raise RuntimeError(f"no request was answered while the configuration changed: {output.read_text()[-200:]}")
    requests, micros, p50, p99, errors = map(int, found.groups())
    return {"requests_per_second": requests * 1e6 / micros, "p50_us": p50, "p99_us": p99, "errors": errors + still["errors"],
            "cpu_us": spent * 1e6 / requests, "rss_mib": processes.resident_kib(process.pid) / 1024, "swaps": swaps,
            "still_cpu_us": still["cpu_us"], "to_still": spent * 1e6 / requests / still["cpu_us"]}


def idling(tools, peer, work, process):
    """Resident memory that connections take which wait after one request."""
    if tools.open_files < IDLE_CONNECTIONS + 1000:
        raise RuntimeError(f"{tools.open_files} files may be open; raise it: ulimit -n 65536")
    before = processes.resident_kib(process.pid)
    output = work / "idle.log"
    holding = processes.start([*tools.java_load, "idle", peer.port, IDLE_CONNECTIONS], processes.LOAD_CORE, output)
    try:
        end = time.monotonic() + 120
        while "RESULT" not in output.read_text():
            if holding.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"the connections were not opened: {output.read_text()[-200:]}")
            time.sleep(0.1)
        held, errors = map(int, re.search(r"RESULT (\d+) (\d+)", output.read_text()).groups())
        after = processes.resident_kib(process.pid)
    finally:
        processes.stop(holding)
    if not held:
        raise RuntimeError("no connection was opened")
    return {"kib_per_connection": (after - before) / held, "rss_mib": after / 1024, "errors": errors}
