"""Go modules, built into the cache; Go 1.21 or newer fetches the toolchain that a module asks for."""
import os
import shutil

from .base import Missing, printed


def environment(**more):
    if not shutil.which("go"):
        raise Missing("it is built from its Go module and Go is not installed; Go 1.21 or newer does (https://go.dev/dl)")
    return {**os.environ, "CGO_ENABLED": "0", "GOTOOLCHAIN": "auto", **more}


def go(*words, cwd=None, **more):
    return printed("go", *words, cwd=cwd, environment=environment(**more), timeout=3600)
