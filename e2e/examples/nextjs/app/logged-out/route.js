import { createRemoteJWKSet, jwtVerify } from 'jose';
import { sessions } from '../../gatehouse';

const ENDED = 'http://schemas.openid.net/event/backchannel-logout';
const { GATEHOUSE, CLIENT_ID } = process.env;
let keys;

/** Gatehouse tells here that a session has ended, whoever ended it (OpenID Back-Channel Logout 1.0). */
export async function POST(request) {
  try {
    keys ??= createRemoteJWKSet(new URL(`${GATEHOUSE}/.well-known/jwks.json`));
    const token = (await request.formData()).get('logout_token');
    const { payload } = await jwtVerify(token, keys, {
      issuer: GATEHOUSE,
      audience: CLIENT_ID,
      typ: 'logout+jwt',
      requiredClaims: ['exp', 'iat', 'jti', 'sid'],
      clockTolerance: 60,
    });
    if (!payload.events?.[ENDED] || 'nonce' in payload) throw new Error('no logout token');
    sessions('delete from sessions where sid = ?', payload.sid);
    return new Response(null, { status: 204 });
  } catch (error) {
    console.error(error.message);
    return new Response(null, { status: 400 });
  }
}
