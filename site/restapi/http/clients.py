"""From which address a request comes."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest

from restapi.conf import option

# What one household or one machine gets of IPv6 addresses.
HOUSEHOLD = 64


def client_address(request: HttpRequest) -> str | None:
    """Return the client's address, of an IPv6 one its network; None where the server does not know it.

    `TRUSTED_PROXIES` servers of our own stand before this one, each adding to `X-Forwarded-For` whom it has seen.
    What stands before their words there is the client's own claim.
    """
    proxies: int = option("TRUSTED_PROXIES")
    seen = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    hop = seen[-proxies] if 0 < proxies <= len(seen) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(hop)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or ip_network((address, HOUSEHOLD), strict=False).network_address
    return str(address)
