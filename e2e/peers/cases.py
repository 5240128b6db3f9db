"""The cases: what is asked, over how many connections, and which kind of measurement it takes."""
from dataclasses import dataclass

JSON_RPC = "rpc.lua"


@dataclass(frozen=True)
class Case:
    name: str
    about: str
    path: str = ""
    kind: str = "load"       # load | websocket | swap | idle | start
    connections: int = 64
    script: str = "get.lua"
    secure: bool = False
    direct: bool = True      # whether there is a figure without a proxy
    peers: tuple = ()        # none for all that can


ROUND_ROBIN = ("nginx", "HAProxy", "Envoy", "Traefik", "Caddy", "Sluice", "Sluice, io_uring")

CASES = (
    Case("rpc", "JSON-RPC POST of 300 bytes, answer of 500; Sluice classifies, shares, meters and limits", "eth", script=JSON_RPC),
    Case("rpc-1", "the same over 1 connection", "eth", connections=1, script=JSON_RPC),
    Case("rpc-1000", "the same over 1,000 connections", "eth", connections=1000, script=JSON_RPC),
    Case("get", "GET, answer of 500 bytes", "get"),
    Case("64k", "GET, answer of 64 KB", "64k"),
    Case("10m", "GET, answer of 10 MB, 8 connections", "10m", connections=8),
    Case("tls", "GET over TLS 1.3, TLS_AES_128_GCM_SHA256, kept connections", "get", secure=True, direct=False),
    Case("websocket", "WebSocket echoes of 64 bytes", "ws", kind="websocket"),
    Case("slow", "three endpoints of one provider that answer after 5, 10 and 50 ms; nginx, HAProxy, Traefik and Caddy take turns, "
         "Envoy picks the less loaded of two", "slow", direct=False, peers=ROUND_ROBIN),
    Case("slow-providers", "the same as three providers", "slow-providers", direct=False, peers=ROUND_ROBIN),
    Case("swap", "GET while a configuration of 1,000 routes changes once a second; `to still` is the CPU per request as a multiple "
         "of the same load without changes", "get", kind="swap", direct=False, peers=("nginx", "HAProxy", "Envoy", "Traefik", "Caddy", "Sluice")),
    Case("idle", "10,000 idle connections, one request each: resident KiB per connection", kind="idle", direct=False),
    Case("start", "from the command to the first proxied answer, one core", kind="start", direct=False),
)
ONLY_START = ("Sluice, no start cache",)


def runs(case, peer):
    """Whether a peer takes part in a case."""
    if peer.name in ONLY_START:
        return case.kind == "start"
    if case.secure and peer.name == "Spring Cloud Gateway":
        return False
    return not case.peers or peer.name in case.peers
