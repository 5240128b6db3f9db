"""What every peer has, and the upstreams that all of them pass to."""
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
CACHE = TOP / ".cache" / "peers"
FAST, FIVE, TEN, FIFTY, ECHO = 19101, 19111, 19112, 19113, 19120
SLOW = (FIVE, TEN, FIFTY)
ROUTES = (("eth", (FAST,)), ("get", (FAST,)), ("64k", (FAST,)), ("10m", (FAST,)), ("slow", SLOW), ("ws", (ECHO,)))


class Missing(Exception):
    """A peer that cannot be had here; the message says why and what to do."""


class Peer:
    name = ""
    reloads = False  # whether it takes a changed configuration while it serves
    warmup = 2       # seconds of load before the first figure

    def __init__(self, port):
        self.port, self.secure, self.admin = port, port + 1, port + 2

    def obtain(self):
        """Gets the peer where it is not here yet and returns its version; raises Missing."""
        raise NotImplementedError

    def write(self, work, extra=0, revision=0):
        """Writes its configuration into a folder of its own, with so many routes more."""
        raise NotImplementedError

    def command(self, work):
        raise NotImplementedError

    def environment(self):
        return {}

    def change(self, work, process, extra, revision):
        """Serves another revision of the configuration, without a restart."""
        self.write(work, extra, revision)

    def verify(self, process):
        """Raises RuntimeError where a started peer is not what its name says."""

    def url(self, path, secure=False):
        return f"https://127.0.0.1:{self.secure}/{path}" if secure else f"http://127.0.0.1:{self.port}/{path}"


def printed(*command, timeout=1800, cwd=None, environment=None):
    """What a command prints; Missing where it fails or is not installed."""
    try:
        done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=timeout, cwd=cwd, env=environment)
    except (OSError, subprocess.TimeoutExpired) as e:
        raise Missing(f"{command[0]}: {e}") from e
    if done.returncode:
        end = " ".join(done.stdout.strip().splitlines()[-2:])
        raise Missing(f"`{' '.join(str(word) for word in command[:4])}` failed: {end[-300:]}")
    return done.stdout


def replace(path, text):
    """Writes a file so that who watches it sees one change."""
    fresh = path.with_name("." + path.name + ".new")
    fresh.write_text(text)
    fresh.replace(path)
