"""Verifies access tokens of Gatehouse by their signature, and asks nobody (RFC 9068 4)."""

import os
import time

import jwt
import requests

GATEHOUSE = os.environ["GATEHOUSE"]
AUDIENCE = os.environ["AUDIENCE"]

keys, fetched = {}, float("-inf")


def key_named(kid):
    """The key of this name, or None. Keys are kept for a minute. For a name that is
    not among them they are fetched again, but not twice in five seconds: anybody can
    make names up."""
    global keys, fetched
    age = time.monotonic() - fetched
    if age > 60 or (kid not in keys and age > 5):
        answer = requests.get(f"{GATEHOUSE}/.well-known/jwks.json", timeout=5)
        answer.raise_for_status()
        found = jwt.PyJWKSet.from_dict(answer.json()).keys
        keys = {key.key_id: key.key for key in found if key.key_type == "EC"}
        fetched = time.monotonic()
    return keys.get(kid)


def verify(token):
    """What the token says; None if it is forged, over, or meant for another API."""
    try:
        header = jwt.get_unverified_header(token)
        key = key_named(header.get("kid"))
        if key is None or header.get("typ") != "at+jwt":
            return None
        return jwt.decode(
            token,
            key,
            algorithms=["ES256"],
            issuer=GATEHOUSE,
            audience=AUDIENCE,
            leeway=5,
            options={"require": ["exp", "iat", "sub", "client_id"]},
        )
    # A made-up header may be nested deeper than Python reads.
    except (jwt.InvalidTokenError, RecursionError):
        return None
