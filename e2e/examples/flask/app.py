"""A site that people sign in to with Gatehouse, and that signs out together with it."""

import os
import sqlite3
import time
from contextlib import closing
from urllib.parse import urlencode

import jwt
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, render_template_string, request, session

GATEHOUSE, SITE = os.environ["GATEHOUSE"], os.environ["SITE"]
CLIENT_ID, CLIENT_SECRET = os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"]
SECONDS = 8 * 3600

app = Flask(__name__)
app.secret_key = os.environ["COOKIE_SECRET"]
app.config.update(
    SESSION_COOKIE_NAME="my-app",
    SESSION_COOKIE_SAMESITE="Lax",
    SESSION_COOKIE_SECURE=SITE.startswith("https:"),
    PERMANENT_SESSION_LIFETIME=SECONDS,
)
gatehouse = OAuth(app).register(
    "gatehouse",
    client_id=CLIENT_ID,
    client_secret=CLIENT_SECRET,
    server_metadata_url=f"{GATEHOUSE}/.well-known/openid-configuration",
    client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256"},
)


def sessions(sql, *values):
    """Who is signed in here. In your application this is a table of your database."""
    path = os.environ.get("SESSIONS", "sessions.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as store:
        store.execute(
            "create table if not exists sessions (sid primary key, name, email, id_token, ends)"
        )
        return store.execute(sql, values).fetchone()


PAGE = """
{% if person %}
<p>Signed in as {{ person[0] }}, {{ person[1] }}.</p>
<form method="post" action="/sign-out"><button>Sign out</button></form>
{% else %}
<a href="/sign-in">Sign in with Gatehouse</a>
{% endif %}
"""


@app.get("/")
def home():
    person = sessions("select name, email from sessions where sid = ?", session.get("sid"))
    return render_template_string(PAGE, person=person)


@app.get("/sign-in")
def sign_in():
    session.permanent = True
    return gatehouse.authorize_redirect(f"{SITE}/signed-in")


@app.get("/signed-in")
def signed_in():
    try:
        token = gatehouse.authorize_access_token()
        claims, person = token["userinfo"], gatehouse.userinfo()
    except (AuthlibBaseError, KeyError) as error:
        app.logger.warning("no sign-in: %s", error)
        return redirect("/")
    sid, ends = claims["sid"], time.time() + SECONDS
    sessions("delete from sessions where ends < ? or sid = ?", time.time(), session.get("sid"))
    row = sid, person["name"], person["email"], token["id_token"], ends
    sessions("replace into sessions values (?, ?, ?, ?, ?)", *row)
    session["sid"] = sid
    return redirect("/")


@app.post("/sign-out")
def sign_out():
    sid = session.pop("sid", None)
    row = sessions("select id_token from sessions where sid = ?", sid)
    sessions("delete from sessions where sid = ?", sid)
    if row is None:
        return redirect("/", 303)
    leave = gatehouse.load_server_metadata()["end_session_endpoint"]
    back = {"id_token_hint": row[0], "post_logout_redirect_uri": f"{SITE}/"}
    return redirect(f"{leave}?{urlencode(back)}", 303)


ENDED = "http://schemas.openid.net/event/backchannel-logout"
ALGORITHM = {"EC": "ES256", "RSA": "RS256"}
keys = jwt.PyJWKClient(f"{GATEHOUSE}/.well-known/jwks.json", lifespan=60)


@app.post("/logged-out")
def logged_out():
    """Gatehouse tells here that a session has ended, whoever ended it (OpenID Back-Channel Logout 1.0)."""
    token = request.form.get("logout_token", "")
    try:
        key = keys.get_signing_key_from_jwt(token)
        claims = jwt.decode(
            token,
            key.key,
            algorithms=[ALGORITHM[key.key_type]],
            issuer=GATEHOUSE,
            audience=CLIENT_ID,
            leeway=60,
            options={"require": ["exp", "iat", "jti", "sid"]},
        )
    except (jwt.PyJWTError, RecursionError) as error:
        app.logger.warning("no logout token: %s", error)
        return "", 400
    events, header = claims.get("events"), jwt.get_unverified_header(token)
    is_event = isinstance(events, dict) and ENDED in events
    if not is_event or "nonce" in claims or header.get("typ") != "logout+jwt":
        return "", 400
    sessions("delete from sessions where sid = ?", claims["sid"])
    return "", 204


if __name__ == "__main__":
    app.run("localhost", int(os.environ.get("PORT", "4000")))
