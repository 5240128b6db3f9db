"""Sluice as shipped: the quickstart with a rate limit, and plain pools; with io_uring and without start cache beside it."""
import os
import re
import shlex
from pathlib import Path

from .base import FAST, ROUTES, SLOW, TOP, Missing, Peer, printed, replace


class Sluice(Peer):
    name = "Sluice"
    reloads = True
    warmup = 15
    options = ()
    java = ()

    def obtain(self):
        version = re.search(r"\d\S*", printed(TOP / "sluice", "--version"))
        if not (TOP / "operator" / "standalone" / "target" / "sluice.aot").exists():
            print("  training Sluice's start cache ...", flush=True)
            printed(TOP / "dev" / "aot")
        return version[0] if version else "of this tree"

    def write(self, work, extra=0, revision=0):
        manifests = work / "manifests"
        manifests.mkdir(exist_ok=True)
        if revision == 0:
            replace(manifests / "base.yaml", self._quickstart() + "".join(
                [self._gateway(), self._certificate(work)]
                + [_pool(name, [ports]) + _route(name, name) for name, ports in ROUTES if name != "eth"]
                + [_pool("slow-providers", [(port,) for port in SLOW]) + _route("slow-providers", "slow-providers")]))
        if extra:
            replace(manifests / "extra.yaml", "".join(
                _route(f"extra-{i}", "get", revision if i == 0 else 0) for i in range(extra)))

    def _quickstart(self):
        """The quickstart without its Gateway, all three providers at the one fast upstream."""
        text = (TOP / "examples" / "quickstart.yaml").read_text()
        text = "".join(each + "\n---\n" for each in text.split("\n---\n") if "\nkind: Gateway\n" not in each)
        text = re.sub(r"port: 910[123]", f"port: {FAST}", text)
        limited = text.replace("  timeouts: {request: 10s}", "  rateLimit: {requestsPerSecond: 1000000}\n  timeouts: {request: 10s}")
        if limited == text:
            raise Missing("examples/quickstart.yaml no longer has the line that the rate limit is put before")
        return limited

    def _gateway(self):
        return f"""---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {{name: edge}}
spec:
  gatewayClassName: sluice
  listeners:
  - {{name: http, protocol: HTTP, port: {self.port}}}
  - {{name: https, protocol: HTTPS, port: {self.secure}, tls: {{certificateRefs: [{{name: certificate}}]}}}}
"""

    def _certificate(self, work):
        lines = [f"---\napiVersion: v1\nkind: Secret\nmetadata: {{name: certificate}}\ntype: kubernetes.io/tls\nstringData:\n"]
        for key, file in (("tls.crt", "cert.pem"), ("tls.key", "key.pem")):
            pem = (work.parent / file).read_text().replace("\n", "\n    ").rstrip()
            lines.append(f"  {key}: |\n    {pem}\n")
        return "".join(lines)

    def command(self, work):
        return [TOP / "sluice", "run", work / "manifests", "--admin", f"127.0.0.1:{self.admin}", "--bind", "127.0.0.1",
                "--event-loops", "1", *self.options, *shlex.split(os.environ.get("SLUICE_OPTIONS", ""))]

    def environment(self):
        return {"SLUICE_JAVA_OPTIONS": " ".join((os.environ.get("SLUICE_JAVA_OPTIONS", ""), *self.java)).strip()}


class SluiceUring(Sluice):
    name = "Sluice, io_uring"
    options = ("--transport", "io_uring")

    def verify(self, process):
        """Sluice falls back to epoll, which would be measured in the name of io_uring."""
        files = Path(f"/proc/{process.pid}/fd").iterdir()
        if not any("io_uring" in os.readlink(file) for file in files if file.is_symlink()):
            raise RuntimeError("the kernel or its seccomp profile refuses io_uring, so it would be measured with epoll")


class SluiceUncached(Sluice):
    """For its start alone: without the ahead-of-time cache."""
    name = "Sluice, no start cache"
    java = ("-XX:AOTMode=off",)


def _pool(name, providers):
    members = ", ".join(f"{{providerRef: {{name: {name}-{i}}}, weight: 1}}" for i in range(len(providers)))
    text = f"""---
apiVersion: sluice.dev/v1alpha1
kind: ProviderPool
metadata: {{name: {name}}}
spec:
  members: [{members}]
"""
    for i, ports in enumerate(providers):
        endpoints = ", ".join(f"{{ip: {{address: 127.0.0.1, port: {port}}}, tls: {{mode: None}}}}" for port in ports)
        text += f"""---
apiVersion: sluice.dev/v1alpha1
kind: Provider
metadata: {{name: {name}-{i}}}
spec:
  class: BareMetal
  organization: {name}-{i}
  location: {{region: local}}
  api: HTTP
  endpoints: [{endpoints}]
"""
    return text


def _route(name, pool, revision=None):
    header = "" if revision is None else f"""
    filters: [{{type: RequestHeaderModifier, requestHeaderModifier: {{set: [{{name: X-Revision, value: "{revision}"}}]}}}}]"""
    return f"""---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {{name: {name}}}
spec:
  parentRefs: [{{name: edge}}]
  rules:
  - matches: [{{path: {{type: PathPrefix, value: /{name}}}}}]{header}
    backendRefs: [{{group: sluice.dev, kind: ProviderPool, name: {pool}}}]
"""
