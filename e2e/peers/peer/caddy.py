"""Caddy, built from its Go module."""
from .base import CACHE, ROUTES, Peer, printed
from .golang import go

VERSION = "v2.11.9"


class Caddy(Peer):
    name = "Caddy"
    reloads = True

    def obtain(self):
        self.binary = CACHE / "caddy" / "caddy"
        if not self.binary.exists():
            print("  building Caddy from its Go module, some minutes ...", flush=True)
            go("install", f"github.com/caddyserver/caddy/v2/cmd/caddy@{VERSION}", GOBIN=str(self.binary.parent))
        return VERSION.lstrip("v")

    def write(self, work, extra=0, revision=0):
        routes = "".join(
            f"  handle /{name}* {{\n    reverse_proxy {' '.join(f'127.0.0.1:{port}' for port in ports)} {{\n"
            "      lb_policy round_robin\n      transport http {\n        keepalive_idle_conns_per_host 1024\n      }\n    }\n  }\n"
            for name, ports in ROUTES)
        routes += "".join(
            f"  handle /extra-{i}* {{\n    header X-Revision {revision if i == 0 else 0}\n    reverse_proxy 127.0.0.1:{ROUTES[1][1][0]}\n  }}\n"
            for i in range(extra))
        (work / "Caddyfile").write_text(f"""{{
  admin 127.0.0.1:{self.admin}
  auto_https off
  persist_config off
}}
(routes) {{
{routes}}}
http://:{self.port} {{
  bind 127.0.0.1
  import routes
}}
https://127.0.0.1:{self.secure} {{
  bind 127.0.0.1
  tls {work.parent}/cert.pem {work.parent}/key.pem
  import routes
}}
""")

    def command(self, work):
        return [self.binary, "run", "--config", work / "Caddyfile", "--adapter", "caddyfile"]

    def environment(self):
        return {"GOMAXPROCS": "1", "HOME": str(CACHE)}

    def change(self, work, process, extra, revision):
        self.write(work, extra, revision)
        printed(self.binary, "reload", "--force", "--config", work / "Caddyfile", "--adapter", "caddyfile",
                "--address", f"127.0.0.1:{self.admin}")
