"""Signs in by the device grant and reads one thing of the API, with requests-oauthlib and nothing of ours."""

import json
import sys
import time

from oauthlib.oauth2 import DeviceClient
from oauthlib.oauth2.rfc6749.errors import CustomOAuth2Error
from requests_oauthlib import OAuth2Session

site, client_id, scope = sys.argv[1:]
session = OAuth2Session(client=DeviceClient(client_id, scope=scope), scope=scope)
server = session.get(
    f"{site}/.well-known/oauth-authorization-server", withhold_token=True
).json()
asked = session.post(
    server["device_authorization_endpoint"],
    data={"client_id": client_id, "scope": scope},
    withhold_token=True,
).json()
print(asked["user_code"], flush=True)

while True:
    time.sleep(asked.get("interval", 5))
    try:
        token = session.fetch_token(
            server["token_endpoint"],
            device_code=asked["device_code"],
            include_client_id=True,
        )
        break
    except CustomOAuth2Error as error:
        if error.error != "authorization_pending":
            raise

first = session.get(f"{site}/api/v1/me").json()
session.refresh_token(server["token_endpoint"], client_id=client_id)
second = session.get(f"{site}/api/v1/me").json()
print(json.dumps({"me": first, "again": second, "scope": sorted(token["scope"])}))
