"""The way to a cluster. In: the address of a scheduler and certificates. Out: a client of Dask, or why there is none.

Whoever may speak to a scheduler of Dask may run any program on its workers. So the connection is TLS with a certificate
on both sides, or it does not leave this machine. Dask is imported when a run asks for a cluster, and its own lines for
the terminal are left out: what goes wrong is said as a problem.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from handouts.problem import MissingError, Place, Problem, UsageError

PLACE = Place("--cluster")
INSTALL = 'python -m pip install -e ".[cluster]"'
CERTIFICATES = "name them with --cluster-ca, --cluster-cert and --cluster-key"
ADDRESS = "it looks like tls://HOST:8786, or tcp://127.0.0.1:8786 for a scheduler on this machine"
SCHEDULER = r"(?:tls|tcp)://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}"
SECONDS = 5  # that a scheduler has to answer
SECONDS_TO_LEAVE = 1


class Cluster(Struct, frozen=True, kw_only=True):
    """A scheduler and what shows who we are. A certificate that is not given is taken from Dask's own settings."""

    address: str
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        """Raise UsageError for an address that is not TLS and not this machine, or none at all."""
        if not re.fullmatch(SCHEDULER, self.address):
            raise UsageError(Problem(PLACE, f"'{self.address}' is not the address of a scheduler", ADDRESS))
        if not is_guarded(self.address):
            hint = "whoever reaches it could run programs there: use tls:// with certificates"
            raise UsageError(Problem(PLACE, f"'{self.address}' is another machine, without encryption", hint))
        if not self.encrypted and (self.ca or self.cert or self.key):
            raise UsageError(Problem(PLACE, "certificates are for tls:// addresses", "write tls:// in place of tcp://"))

    @property
    def encrypted(self) -> bool:
        """Whether everything goes over TLS."""
        return self.address.startswith("tls://")


def is_guarded(address: str) -> bool:
    """Whether what goes to the address of a scheduler or worker is encrypted, or stays on this machine."""
    from ipaddress import ip_address

    scheme, _, rest = address.partition("://")
    host = rest.rpartition(":")[0].strip("[]")
    if scheme == "tls" or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a name
        return False


@contextmanager
def connected(cluster: Cluster) -> Iterator[Any]:
    """A `distributed.Client` while the block lasts; what was sent and is not done is forgotten when it ends.

    Raises MissingError where Dask is not installed, UsageError where no scheduler answers or certificates do not do.
    """
    import logging  # imported late, as Dask is: most runs have no cluster

    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        try:
            import dask
            import distributed
        except ModuleNotFoundError:
            message = "the library 'distributed' is not installed: a cluster needs it"
            raise MissingError(Problem(PLACE, message, f"Run: {INSTALL}")) from None
        settings = {
            "distributed.comm.timeouts.connect": f"{SECONDS}s",
            "distributed.admin.large-graph-warning-threshold": "1GB",  # logos of sites: they go once, with their orders
        }
        with dask.config.set(settings):
            client = _client(distributed, cluster)
            try:
                yield client
            finally:
                with suppress(OSError, RuntimeError):
                    client.close(timeout=SECONDS_TO_LEAVE)
    finally:
        logging.disable(level)


def _client(distributed: Any, cluster: Cluster) -> Any:
    """A client that is connected. In a thread of its own: what is no scheduler may keep silent, and Dask would wait."""
    from ssl import SSLError

    came: list[Any] = []
    security = _security(distributed, cluster) if cluster.encrypted else None

    def connect() -> None:
        try:
            with warnings.catch_warnings(action="ignore"):  # of versions that differ: those that matter are compared
                came.append(
                    distributed.Client(cluster.address, security=security, timeout=SECONDS, set_as_default=False)
                )
        except (OSError, ValueError) as error:  # a port that there cannot be
            came.append(error)

    thread = threading.Thread(target=connect, daemon=True)
    thread.start()
    thread.join(SECONDS + SECONDS_TO_LEAVE)
    if came and not isinstance(came[0], Exception):
        return came[0]
    if came and any(isinstance(error, SSLError) for error in _causes(came[0])):
        hint = "the scheduler must use TLS, and both certificates be signed by what --cluster-ca names"
        raise UsageError(Problem(PLACE, f"{cluster.address} and this program do not agree on TLS", hint)) from None
    hint = "start it, see `Many machines` in README.md"
    if not cluster.encrypted:
        hint += "; a scheduler with TLS is reached by tls:// only"
    raise UsageError(Problem(PLACE, f"no scheduler answers at {cluster.address}", hint)) from None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _security(distributed: Any, cluster: Cluster) -> Any:
    given = {"tls_ca_file": cluster.ca, "tls_client_cert": cluster.cert, "tls_client_key": cluster.key}
    try:
        paths = {name: str(path) for name, path in given.items() if path is not None}
        security = distributed.Security(require_encryption=True, **paths)
        if not security.tls_ca_file or not security.tls_client_cert:
            raise UsageError(Problem(PLACE, "tls:// needs certificates", CERTIFICATES))
        security.get_connection_args("client")  # opens them
    except (OSError, ValueError):  # not there, not readable, no certificates, a key that is another's
        hint = "it must be PEM files: who signs, our certificate, and its key without a passphrase"
        raise UsageError(Problem(PLACE, "the certificates cannot be used", hint)) from None
    return security
