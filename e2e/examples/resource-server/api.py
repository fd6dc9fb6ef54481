"""An API for programs that hold an access token of Gatehouse."""

import os
import re
from functools import wraps

import requests
from flask import Flask, g, request

from ask import ask
from verify import verify

BEARER = re.compile(r"Bearer ([A-Za-z0-9._~+/-]{1,4096}=*)", re.IGNORECASE)

app = Flask(__name__)


def needs(scope, by):
    """Only with a token that has this scope; `by` finds out what a token says."""

    def around(view):
        @wraps(view)
        def guarded(*args, **named):
            bearer = BEARER.fullmatch(request.headers.get("Authorization", ""))
            if not bearer:
                return refuse(401, "Bearer")
            claims = by(bearer[1])
            if not claims:
                return refuse(401, 'Bearer error="invalid_token"')
            if scope not in claims.get("scope", "").split():
                return refuse(403, f'Bearer error="insufficient_scope", scope="{scope}"')
            g.person = claims["sub"]
            return view(*args, **named)

        return guarded

    return around


def verify_and_ask(token):
    """Asks only about what Gatehouse has signed: anybody can make up the rest."""
    return verify(token) and ask(token)


def refuse(status, challenge):
    return {"status": status}, status, {"WWW-Authenticate": challenge}


@app.get("/books")
@needs("books:read", by=verify)
def list_books():
    return {"reader": g.person, "books": ["Middlemarch", "Emma"]}


@app.delete("/books")
@needs("books:write", by=verify_and_ask)
def delete_books():
    return "", 204


@app.errorhandler(requests.RequestException)
def gatehouse_is_away(_):
    return {"status": 503}, 503, {"Retry-After": "5"}


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "8000")))
