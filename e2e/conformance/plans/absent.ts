import assert from 'node:assert/strict';
import { givenNothing } from '../heard.ts';
import { decided, type Plan } from '../row.ts';
import type { World } from '../world.ts';

/** That none of these stands in what the server says of itself. */
const unsaid =
  (...names: string[]) =>
  async (w: World) => {
    const said = await w.discovery();
    assert.deepEqual(
      names.filter((name) => said[name]),
      [],
    );
  };

/** That nobody is answered in this way. */
const unanswered = (more: Record<string, string>) => async (w: World) =>
  givenNothing(await w.ada.open(w.request(more).fields), [
    'unsupported_response_type',
    'unsupported_response_mode',
  ]);

const LEAST = 'Codes with PKCE do all of it without a token in an address (RFC 9700 2.1.2).';

export const absent: Plan = {
  title: 'What is not there',
  at: 'https://openid.net/certification/op_testing/',
  rows: [
    decided('oidcc-implicit-certification-test-plan', 'Core 3.2', 'Tokens in the address of the answer', ['018', LEAST], unanswered({ response_type: 'id_token token' })),
    decided('oidcc-hybrid-certification-test-plan', 'Core 3.3', 'A code and tokens in one answer', ['018', LEAST], unanswered({ response_type: 'code id_token' })),
    decided('oidcc-formpost-basic-certification-test-plan', 'Form Post Response Mode', 'An answer that posts itself', ['018', 'form-action ‘self’ stays in force on every page of ours, and a code in an address works once, for a minute, with its verifier.'], unanswered({ response_mode: 'form_post' })),
    decided('oidcc-dynamic-certification-test-plan', 'Dynamic Client Registration', 'Programs that enter themselves', ['018', 'Which programs may ask is the operator’s to say.'], unsaid('registration_endpoint')),
    decided('oidcc-frontchannel-rp-initiated-logout-certification-test-plan', 'Front-Channel Logout', 'Signing out by frames', ['049', 'Browsers keep cookies from frames of other sites, and only an open browser would be told; the back channel reaches the site itself.'], unsaid('frontchannel_logout_supported')),
    decided('oidcc-session-management-certification-test-plan', 'Session Management', 'A frame that watches the session', ['049', 'What such a frame would read, browsers keep from it.'], unsaid('check_session_iframe')),
    decided('oidcc-3rdparty-init-login-certification-test-plan', 'Core 4', 'A sign-in at a site that begins here', ['052', 'There is no page here that leads to the sites; it needs a list that people would see.'], unsaid('initiate_login_uri')),
    decided('fapi2-security-profile-final-test-plan', 'FAPI 2.0', 'Bound tokens and clients without secrets', ['052', 'It is for banks; the library has it, and nobody has asked for it.'], unsaid('dpop_signing_alg_values_supported', 'mtls_endpoint_aliases', 'require_pushed_authorization_requests')),
    decided('RFC 9101', 'RFC 9101', 'Signed requests', ['052', 'A pushed request (RFC 9126) says the same over TLS, without keys of the client.'], unsaid('request_parameter_supported', 'require_signed_request_object')),
    decided('RFC 9449', 'RFC 9449', 'Tokens that are bound to a key (DPoP)', ['052', 'Our API would take such a token without asking for the key; both come together or not at all.'], unsaid('dpop_signing_alg_values_supported')),
    decided('RFC 8705', 'RFC 8705', 'Mutual TLS', ['052', 'TLS ends at the proxy before us, which would have to say who came.'], unsaid('tls_client_certificate_bound_access_tokens', 'mtls_endpoint_aliases')),
    decided('RFC 8693', 'RFC 8693', 'One token for another', ['052', 'A service that calls another asks for itself; nobody acts for a person by a second hand.'], async (w) => {
      const { body } = await w.sendAs('app', '/oauth/token', { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: 'x', subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' });
      assert.ok(['unsupported_grant_type', 'unauthorized_client'].includes(String(body['error'])));
    }),
    decided('OpenID CIBA', 'CIBA Core 1.0', 'A sign-in on another device than the one that asks', ['052', 'The device grant does it, by a code that the person brings along.'], unsaid('backchannel_authentication_endpoint')),
  ],
}; // biome-ignore format: a table
