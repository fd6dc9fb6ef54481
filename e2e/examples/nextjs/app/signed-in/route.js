import * as oidc from 'openid-client';
import { cookie, gatehouse, SECONDS, sessions } from '../../gatehouse';

export async function GET(request) {
  const mine = await cookie();
  const { asked, sid: before = '' } = mine;
  delete mine.asked;
  try {
    if (!asked) throw new Error('no sign-in has begun in this browser');
    const url = new URL(process.env.SITE + request.nextUrl.pathname + request.nextUrl.search);
    const tokens = await oidc.authorizationCodeGrant(await gatehouse(), url, asked);
    const { sub, sid } = tokens.claims();
    const { name, email } = await oidc.fetchUserInfo(await gatehouse(), tokens.access_token, sub);
    const ends = Date.now() / 1000 + SECONDS;
    sessions('delete from sessions where ends < unixepoch() or sid = ?', before);
    const row = [sid, name, email, tokens.id_token, ends];
    sessions('replace into sessions values (?, ?, ?, ?, ?)', ...row);
    mine.sid = sid;
  } catch (error) {
    console.error(error.message);
  }
  await mine.save();
  return Response.redirect(process.env.SITE);
}
