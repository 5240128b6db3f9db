"""The report says of given figures what they say: python3 -m unittest, run by `make check`."""
import tempfile
import unittest
from pathlib import Path

import report
from cases import CASES


def rounds(*figures):
    return {"rounds": list(figures)}


def request(cpu, p99=900, errors=0):
    return {"requests_per_second": 1e6 / cpu, "p50_us": 500, "p99_us": p99, "errors": errors, "cpu_us": cpu, "rss_mib": 100.0}


RESULT = {
    "date": "2026-01-02", "machine": "2 × some core", "load": 0.2, "rounds": 3, "seconds": 1, "command": "make bench CASES=rpc",
    "versions": {"nginx": "1.22.1", "Sluice": "0.1.0"}, "missing": {"Caddy": "Go is not installed"},
    "cases": [
        {"name": "rpc", "about": "calls", "peers": {
            "no proxy": rounds({"requests_per_second": 100000, "p50_us": 200, "p99_us": 300, "errors": 0}),
            "nginx": rounds(request(20.0), request(10.0), request(12.0)),
            "Sluice": rounds(request(15.0), request(40.0, errors=2), request(18.0, errors=1)),
            "Envoy": {"rounds": [], "failed": "did not serve"}}},
        {"name": "idle", "about": "idle", "peers": {"Sluice": rounds({"kib_per_connection": 14.0, "rss_mib": 300.0, "errors": 0})}},
        {"name": "start", "about": "start", "peers": {"Sluice": rounds({"start_ms": 480.0, "rss_mib": 90.0})}},
    ],
}


class ReportTest(unittest.TestCase):
    def test_a_case_shows_medians_spread_ratios_and_all_errors_the_cheapest_first(self):
        lines = report.table(RESULT["cases"][0]).splitlines()
        names = [line.split("|")[1].strip() for line in lines[2:5]]
        self.assertEqual(["no proxy", "nginx", "Sluice"], names)
        sluice = [cell.strip() for cell in lines[4].split("|")]
        self.assertIn("18.0 (15.0–40.0)", sluice)
        self.assertIn("1.50", sluice, "18 to nginx' 12")
        self.assertIn("0.56", sluice, "55,556 requests/s to 100,000 without a proxy")
        self.assertEqual("3", sluice[-2])
        self.assertIn("Envoy failed: did not serve", lines[-1])

    def test_aims_are_compared_and_what_was_not_measured_is_not_reached(self):
        lines = {line.split("|")[1].strip(): line for line in report.aims(RESULT).splitlines()}
        self.assertTrue(lines["CPU of a JSON-RPC request to nginx, first mark"].endswith("| 1.5 | 1.50 | yes |"))
        self.assertTrue(lines["CPU of a JSON-RPC request to nginx"].endswith("| 1.25 | 1.50 | no |"))
        self.assertTrue(lines["CPU of a JSON-RPC request to Envoy"].endswith("| – | not measured |"))
        self.assertTrue(lines["KiB of an idle connection"].endswith("| no |"))
        self.assertTrue(lines["start to the first proxied answer, ms"].endswith("| yes |"))

    def test_only_what_is_between_the_markers_is_rewritten_and_twice_is_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            document = Path(folder) / "benchmarks.md"
            document.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
            report.write(RESULT, document)
            once = document.read_text()
            report.write(RESULT, document)
            self.assertEqual(once, document.read_text())
            self.assertTrue(once.startswith("before\n") and once.endswith("\nafter\n"))
            self.assertNotIn("old", once)
            self.assertIn("Missing: Caddy (Go is not installed).", once)
            drawing = (Path(folder) / "benchmarks.svg").read_text()
            self.assertEqual(2, drawing.count('height="20"'), "a bar for each measured proxy")

    def test_a_document_without_markers_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            document = Path(folder) / "benchmarks.md"
            document.write_text("before\n")
            with self.assertRaisesRegex(SystemExit, "lacks the lines"):
                report.write(RESULT, document)

    def test_every_aim_is_of_a_case_that_is_measured(self):
        names = {case.name for case in CASES}
        self.assertEqual(set(), {aim[1] for aim in report.AIMS} - names)
        self.assertEqual(len(names), len(CASES))


if __name__ == "__main__":
    unittest.main()
