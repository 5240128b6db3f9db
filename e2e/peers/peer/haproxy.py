"""HAProxy, the one from Debian."""
import re
import signal

from .base import ROUTES, Peer, printed
from .debian import package


class HAProxy(Peer):
    name = "HAProxy"
    reloads = True

    def obtain(self):
        self.binary = package("haproxy", "haproxy")
        return re.search(r"version (\S+?)-", printed(self.binary, "-v"))[1]

    def write(self, work, extra=0, revision=0):
        pem = work / "both.pem"
        pem.write_text((work.parent / "cert.pem").read_text() + (work.parent / "key.pem").read_text())
        routes = list(ROUTES) + [(f"extra-{i}", ROUTES[1][1]) for i in range(extra)]
        uses = "".join(f"  use_backend {name}_ if {{ path_beg /{name} }}\n" for name, _ in routes)
        backends = "".join(
            f"backend {name}_\n  balance roundrobin\n"
            + (f"  http-request set-header X-Revision {revision}\n" if name == "extra-0" else "")
            + "".join(f"  server s{port} 127.0.0.1:{port}\n" for port in ports)
            for name, ports in routes)
        (work / "haproxy.cfg").write_text(f"""global
  nbthread 1
  no strict-limits
  maxconn 12000
  stats socket {work}/socket
defaults
  mode http
  option http-keep-alive
  http-reuse always
  timeout connect 5s
  timeout client 600s
  timeout server 600s
  timeout tunnel 600s
  timeout http-keep-alive 600s
frontend in
  bind 127.0.0.1:{self.port} backlog 4096
  bind 127.0.0.1:{self.secure} ssl crt {pem}
{uses}{backends}""")

    def command(self, work):
        return [self.binary, "-W", "-db", "-f", work / "haproxy.cfg"]

    def change(self, work, process, extra, revision):
        self.write(work, extra, revision)
        process.send_signal(signal.SIGUSR2)
