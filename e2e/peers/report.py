"""Turns results.json into tables, the comparison with the aims, and a drawing. `python3 report.py RESULTS DOCUMENT`."""
import json
import statistics
import sys
from pathlib import Path

BEGIN, END = "<!-- peers: written by make bench -->", "<!-- peers: end -->"
BASES = (("nginx", "nginx"), ("HAProxy", "HAProxy"), ("Envoy", "Envoy"))

# Aim, case, peer, figure, how it is compared, with which peer's figure, what is at most reached.
AIMS = (
    ("CPU of a JSON-RPC request to nginx, first mark", "rpc", "Sluice", "cpu_us", "nginx", 1.5),
    ("CPU of a JSON-RPC request to nginx", "rpc", "Sluice", "cpu_us", "nginx", 1.25),
    ("the same with io_uring", "rpc", "Sluice, io_uring", "cpu_us", "nginx", 1.25),
    ("CPU of a JSON-RPC request to HAProxy", "rpc", "Sluice", "cpu_us", "HAProxy", 1.0),
    ("CPU of a JSON-RPC request to Envoy", "rpc", "Sluice", "cpu_us", "Envoy", 0.65),
    ("CPU of a JSON-RPC request to Spring Cloud Gateway", "rpc", "Sluice", "cpu_us", "Spring Cloud Gateway", 0.25),
    ("p99 over three unequal endpoints to round robin of nginx", "slow", "Sluice", "p99_us", "nginx", 0.5),
    ("the same to HAProxy", "slow", "Sluice", "p99_us", "HAProxy", 0.5),
    ("p99 over three unequal providers to round robin of nginx", "slow-providers", "Sluice", "p99_us", "nginx", 0.5),
    ("KiB of an idle connection", "idle", "Sluice", "kib_per_connection", None, 12),
    ("start to the first proxied answer, ms", "start", "Sluice", "start_ms", None, 500),
    ("CPU per request while 1,000 routes change, to none changing", "swap", "Sluice", "to_still", None, 1.05),
)


def values(peer, figure):
    return [each[figure] for each in peer["rounds"] if figure in each] if peer else []


def median(peer, figure):
    found = values(peer, figure)
    return statistics.median(found) if found else None


def number(value):
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def spread(peer, figure):
    found = values(peer, figure)
    if not found:
        return "–"
    return number(statistics.median(found)) + (f" ({number(min(found))}–{number(max(found))})" if len(found) > 1 else "")


def ratio(peer, base, figure):
    one, other = median(peer, figure), median(base, figure)
    return f"{one / other:.2f}" if one is not None and other else "–"


def table(case):
    """The case's table, the cheapest first; a peer that failed says why."""
    peers = case["peers"]
    figures = {figure for peer in peers.values() for each in peer["rounds"] for figure in each}
    key = next((each for each in ("cpu_us", "kib_per_connection", "start_ms") if each in figures), "p99_us")
    columns = [("proxy", lambda name, peer: name)]
    if "requests_per_second" in figures:
        columns += [("requests/s", lambda name, peer: spread(peer, "requests_per_second"))]
        if "no proxy" in peers:
            columns += [("to no proxy", lambda name, peer: ratio(peer, peers["no proxy"], "requests_per_second"))]
        columns += [("p50 µs", lambda name, peer: spread(peer, "p50_us")), ("p99 µs", lambda name, peer: spread(peer, "p99_us"))]
    title = {"cpu_us": "CPU µs/request", "kib_per_connection": "KiB/connection", "start_ms": "ms"}.get(key)
    if title:
        columns += [(title, lambda name, peer: spread(peer, key))]
    compared = "p99_us" if case["name"].startswith("slow") else key
    what = "p99 to " if compared == "p99_us" else "to "
    columns += [(what + title, lambda name, peer, base=base: ratio(peer, peers.get(base), compared)) for base, title in BASES if base in peers]
    if "to_still" in figures:
        columns += [("to still", lambda name, peer: spread(peer, "to_still")), ("changes", lambda name, peer: number(median(peer, "swaps")))]
    columns += [("RSS MiB", lambda name, peer: number(median(peer, "rss_mib")))]
    if "errors" in figures:
        columns += [("errors", lambda name, peer: str(sum(values(peer, "errors"))))]
    measured = sorted((item for item in peers.items() if item[1]["rounds"]), key=lambda item: median(item[1], key) or 0)
    lines = ["| " + " | ".join(title for title, _ in columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(cell(name, peer) for _, cell in columns) + " |" for name, peer in measured]
    lines += [f"\n{name} failed: {peer['failed'].replace('|', '/')}" for name, peer in peers.items() if "failed" in peer]
    return "\n".join(lines)


def aims(result):
    """What is to be reached beside what was measured."""
    cases = {case["name"]: case["peers"] for case in result["cases"]}
    lines = ["| aim | at most | measured | reached |", "|---|---|---|---|"]
    for about, case, peer, figure, base, most in AIMS:
        measured = median(cases.get(case, {}).get(peer), figure)
        if base is not None:
            other = median(cases.get(case, {}).get(base), figure)
            measured = measured / other if measured is not None and other else None
        reached = "not measured" if measured is None else "yes" if measured <= most else "no"
        lines.append(f"| {about} | {most:g} | {number(measured)} | {reached} |")
    return "\n".join(lines)


def markdown(result, drawing):
    """All that stands between the markers."""
    parts = [f"`{result['command']}`, {result['date']}, on {result['machine']}; load average at the start {result['load']:.1f}. "
             f"{result['rounds']} rounds of {result['seconds']} s in turn; medians, with the least and the most.",
             "Versions: " + ", ".join(f"{name} {version}" for name, version in result["versions"].items()) + "."]
    if result["missing"]:
        parts.append("Missing: " + "; ".join(f"{name} ({reason})" for name, reason in result["missing"].items()) + ".")
    parts += ["### Aims", aims(result)]
    if drawing:
        parts.append(f"![CPU time of a JSON-RPC request by proxy]({drawing})")
    for case in result["cases"]:
        parts += [f"### {case['name']}", case["about"] + ".", table(case)]
    return "\n\n".join(parts)


def bars(result):
    """An SVG of CPU time per JSON-RPC request, or None where that was not measured."""
    case = next((each for each in result["cases"] if each["name"] == "rpc"), None)
    rows = sorted((median(peer, "cpu_us"), name) for name, peer in case["peers"].items() if values(peer, "cpu_us")) if case else []
    if not rows:
        return None
    widest = rows[-1][0]
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {40 + 28 * len(rows)}" font-family="sans-serif" font-size="14">',
             '<rect width="100%" height="100%" fill="#fff"/>', '<text x="8" y="22" fill="#222">CPU µs per JSON-RPC request, less is better</text>']
    for i, (value, name) in enumerate(rows):
        y, width, color = 36 + 28 * i, max(2, 430 * value / widest), "#1769aa" if name.startswith("Sluice") else "#9aa5b1"
        lines.append(f'<text x="190" y="{y + 15}" text-anchor="end" fill="#222">{name}</text><rect x="198" y="{y}" width="{width:.0f}" '
                     f'height="20" fill="{color}"/><text x="{204 + width:.0f}" y="{y + 15}" fill="#222">{value:.1f}</text>')
    return "\n".join(lines + ["</svg>\n"])


def write(result, document):
    """Rewrites the document's part between the markers, with the drawing and the figures beside it."""
    text = document.read_text()
    if BEGIN not in text or END not in text:
        raise SystemExit(f"{document} lacks the lines {BEGIN} and {END} between which the tables go")
    drawing = bars(result)
    if drawing:
        document.with_name("benchmarks.svg").write_text(drawing)
    document.with_name("benchmarks.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    head, rest = text.split(BEGIN, 1)
    document.write_text(f"{head}{BEGIN}\n\n{markdown(result, 'benchmarks.svg' if drawing else None)}\n\n{END}{rest.split(END, 1)[1]}")
    print(f"written: {document}", flush=True)


if __name__ == "__main__":
    write(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
