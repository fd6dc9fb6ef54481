import * as oidc from 'openid-client';
import { cookie, gatehouse } from '../../gatehouse';

export async function GET() {
  const asked = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
  };
  const mine = await cookie();
  mine.asked = asked;
  await mine.save();
  const url = oidc.buildAuthorizationUrl(await gatehouse(), {
    redirect_uri: `${process.env.SITE}/signed-in`,
    scope: 'openid profile email',
    state: asked.expectedState,
    nonce: asked.expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(asked.pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  return Response.redirect(url);
}
