"""Traefik 3.6.0, the newest that its Go module builds alone. Its module replaces others, so it is built in its own folder."""
import json
import shutil

from .base import CACHE, ROUTES, Peer, replace
from .golang import environment, go

VERSION = "v3.6.0"


class Traefik(Peer):
    name = "Traefik"
    reloads = True

    def obtain(self):
        self.binary = CACHE / "traefik" / "traefik"
        if not self.binary.exists():
            environment()
            print("  building Traefik from its Go module, ten minutes and more ...", flush=True)
            source = CACHE / "traefik" / "source"
            module = json.loads(go("mod", "download", "-json", f"github.com/traefik/traefik/v3@{VERSION}"))
            shutil.rmtree(source, ignore_errors=True)
            shutil.copytree(module["Dir"], source, copy_function=shutil.copyfile)
            for folder in [source, *source.rglob("*/")]:  # the module cache is read-only
                if folder.is_dir():
                    folder.chmod(0o755)
            go("build", "-buildvcs=false", "-o", self.binary, "./cmd/traefik", cwd=source)
            shutil.rmtree(source)
        return VERSION.lstrip("v")

    def write(self, work, extra=0, revision=0):
        routes = {name: name for name, _ in ROUTES} | {f"extra-{i}": "get" for i in range(extra)}
        routers = {}
        for name, service in routes.items():
            for entry, tls in (("plain", None), ("secure", {})):
                router = {"rule": f"PathPrefix(`/{name}`)", "service": service, "entryPoints": [entry]}
                routers[f"{name}-{entry}"] = router if tls is None else {**router, "tls": tls}
        if extra:
            routers["extra-0-plain"]["priority"] = 1 + revision
        (work / "routes").mkdir(exist_ok=True)
        replace(work / "routes" / "routes.yml", json.dumps({
            "http": {"routers": routers, "serversTransports": {"kept": {"maxIdleConnsPerHost": 1024}},
                     "services": {name: {"loadBalancer": {"serversTransport": "kept", "servers": [
                         {"url": f"http://127.0.0.1:{port}"} for port in ports]}} for name, ports in ROUTES}},
            "tls": {"certificates": [{"certFile": str(work.parent / "cert.pem"), "keyFile": str(work.parent / "key.pem")}]}
        }))
        replace(work / "traefik.yml", json.dumps({
            "global": {"checkNewVersion": False, "sendAnonymousUsage": False}, "log": {"level": "ERROR"},
            "entryPoints": {"plain": {"address": f"127.0.0.1:{self.port}"}, "secure": {"address": f"127.0.0.1:{self.secure}"}},
            "providers": {"providersThrottleDuration": "0s", "file": {"directory": str(work / "routes"), "watch": True}}}))

    def command(self, work):
        return [self.binary, f"--configFile={work}/traefik.yml"]

    def environment(self):
        return {"GOMAXPROCS": "1"}
