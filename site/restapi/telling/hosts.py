"""Where messages may go: to addresses of the public internet, and to no others."""

import ipaddress
import socket
from concurrent.futures import Future
from threading import Thread
from typing import Any

# What Python counts as public, in some of its versions, and is not: addresses of protocols and of documentation, and
# those of IPv6 behind which stands whatever address of IPv4 they name.
OTHERS = [
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
]


def resolved(host: str, port: int, seconds: float) -> list[str]:
    """Return the numeric addresses of a host; raises OSError where it has none, TimeoutError when that takes longer.

    The system's resolver takes no deadline: it is asked in a thread, which is left behind when it does not answer.
    """
    answer: Future[list[Any]] = Future()

    def ask() -> None:
        try:
            answer.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as failure:
            answer.set_exception(failure)

    Thread(target=ask, daemon=True).start()
    return list(dict.fromkeys(str(address[0]) for *_kind, address in answer.result(seconds)))


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet.

    Not public are loopback, private, link-local, shared (CGNAT), multicast, reserved and documentation's addresses, and
    those of IPv6 that hold such a one of IPv4.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        return is_public(str(ip.ipv4_mapped))
    if any(ip in network for network in OTHERS):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
