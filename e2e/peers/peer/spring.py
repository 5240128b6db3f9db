"""Spring Cloud Gateway, packaged by Maven from the project beside this folder."""
import json
import os

from .base import CACHE, ROUTES, TOP, Peer, printed


class Spring(Peer):
    name = "Spring Cloud Gateway"
    warmup = 15

    def obtain(self):
        home = printed(TOP / "dev" / "jdk").strip()
        self.java = f"{home}/bin/java"
        self.jar = CACHE / "spring" / "spring.jar"
        if not self.jar.exists():
            print("  packaging Spring Cloud Gateway ...", flush=True)
            printed("mvn", "-q", "-B", "-ntp", "-f", TOP / "e2e" / "peers" / "spring" / "pom.xml",
                    f"-Dtarget={self.jar.parent}", "package", environment={**os.environ, "JAVA_HOME": home})
        return "5.0.1"

    def write(self, work, extra=0, revision=0):
        routes = []
        for name, ports in ROUTES:
            for port in ports:
                predicates = [f"Path=/{name}/**"]
                if len(ports) > 1:
                    predicates.append(f"Weight={name}, 1")
                uri = f"{'ws' if name == 'ws' else 'http'}://127.0.0.1:{port}"
                routes.append({"id": f"{name}-{port}", "uri": uri, "predicates": predicates})
        (work / "application.yml").write_text(json.dumps({
            "server": {"address": "127.0.0.1", "port": self.port}, "logging": {"level": {"root": "ERROR"}},
            "spring": {"main": {"banner-mode": "off"}, "cloud": {"gateway": {"server": {"webflux": {
                "routes": routes, "httpclient": {"pool": {"max-connections": 1024, "type": "fixed"}}}}}}}}))

    def command(self, work):
        return [self.java, "-XX:+UseSerialGC", "-Xms256m", "-Xmx512m", "-Dreactor.netty.ioWorkerCount=1",
                "-jar", self.jar, f"--spring.config.location=file:{work}/application.yml"]
