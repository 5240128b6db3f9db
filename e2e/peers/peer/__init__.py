"""The proxies compared: one file each says how it is obtained, configured and told of a change."""
from .caddy import Caddy
from .envoy import Envoy
from .haproxy import HAProxy
from .nginx import Nginx
from .sluice import Sluice, SluiceUring, SluiceUncached
from .spring import Spring
from .traefik import Traefik


def all_peers():
    kinds = (Nginx, HAProxy, Envoy, Traefik, Caddy, Spring, Sluice, SluiceUring, SluiceUncached)
    return [kind(19200 + 10 * i) for i, kind in enumerate(kinds)]
