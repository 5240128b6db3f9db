"""Packages of Debian, installed where that may be done."""
import os
import shutil

from .base import Missing, printed


def package(command, name):
    """Sees to it that a command is there."""
    path = shutil.which(command) or shutil.which(command, path="/usr/sbin:/usr/local/sbin")
    if path:
        return path
    if os.geteuid() or not shutil.which("apt-get"):
        raise Missing(f"{command} is not installed; on Debian or Ubuntu: apt-get install {name}")
    print(f"  installing {name} ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    printed("apt-get", "update", "-qq", environment=environment)
    printed("apt-get", "install", "-y", "-qq", "--no-install-recommends", name, environment=environment)
    return shutil.which(command) or f"/usr/sbin/{command}"
