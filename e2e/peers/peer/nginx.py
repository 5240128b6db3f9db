"""nginx: the yardstick. It is the upstream of every case without a delay, too."""
import re
import signal

from .base import FAST, ROUTES, Peer, printed
from .debian import package

HEAD = """daemon off; worker_processes 1; pid {work}/pid; error_log {work}/error.log crit;
events {{ worker_connections 24000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; client_max_body_size 0; sendfile on; tcp_nopush on; proxy_max_temp_file_size 0;
  client_body_temp_path {work}/body; proxy_temp_path {work}/t1; fastcgi_temp_path {work}/t2; uwsgi_temp_path {work}/t3;
  scgi_temp_path {work}/t4;
"""
ANSWER = '{"jsonrpc":"2.0","id":1,"result":"0x' + "0" * 448 + '"}'


def upstream(work):
    """The configuration of the upstream: an answer of 500 bytes, and files of 64 KB and 10 MB."""
    for name, size in (("64k", 64 << 10), ("10m", 10 << 20)):
        (work / name).write_bytes(b"x" * size)
    (work / "nginx.conf").write_text(HEAD.format(work=work) + f"""  default_type application/json;
  server {{
    listen 127.0.0.1:{FAST} backlog=4096; root {work};
    location / {{ return 200 '{ANSWER}'; }}
    location = /64k {{ }}
    location = /10m {{ }}
  }}
}}
""")
    return ["nginx", "-c", work / "nginx.conf"]


class Nginx(Peer):
    name = "nginx"
    reloads = True

    def obtain(self):
        self.binary = package("nginx", "nginx-light")
        return re.search(r"nginx/(\S+)", printed(self.binary, "-v"))[1]

    def write(self, work, extra=0, revision=0):
        upstreams = "".join(
            f"  upstream {name}_ {{ {''.join(f'server 127.0.0.1:{port} max_fails=0; ' for port in ports)}keepalive 1024; }}\n"
            for name, ports in ROUTES)
        locations = "".join(
            f"    location /{name} {{ proxy_pass http://{name}_; {UPGRADE if name == 'ws' else KEPT} }}\n" for name, _ in ROUTES)
        locations += "".join(
            f"    location /extra-{i} {{ proxy_pass http://get_/r{revision if i == 0 else 0}; {KEPT} }}\n" for i in range(extra))
        (work / "nginx.conf").write_text(HEAD.format(work=work) + upstreams + f"""  ssl_certificate {work.parent}/cert.pem;
  ssl_certificate_key {work.parent}/key.pem; ssl_protocols TLSv1.3; ssl_session_cache shared:s:1m;
  server {{
    listen 127.0.0.1:{self.port} backlog=4096; listen 127.0.0.1:{self.secure} ssl;
    proxy_http_version 1.1;
{locations}  }}
}}
""")

    def command(self, work):
        return [self.binary, "-c", work / "nginx.conf"]

    def change(self, work, process, extra, revision):
        self.write(work, extra, revision)
        process.send_signal(signal.SIGHUP)


KEPT = 'proxy_set_header Connection "";'
UPGRADE = 'proxy_set_header Connection upgrade; proxy_set_header Upgrade $http_upgrade;'
