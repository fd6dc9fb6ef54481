"""Asks Gatehouse whether an access token counts at this moment (RFC 7662)."""

import os

import requests

GATEHOUSE = os.environ["GATEHOUSE"]
AUDIENCE = os.environ["AUDIENCE"]
CLIENT = (os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])


def ask(token):
    """What the token says; None if it does not count, or is meant for another API."""
    answer = requests.post(
        f"{GATEHOUSE}/oauth/introspect", data={"token": token}, auth=CLIENT, timeout=5
    )
    answer.raise_for_status()
    claims = answer.json()
    return claims if claims["active"] and claims.get("aud") == AUDIENCE else None
