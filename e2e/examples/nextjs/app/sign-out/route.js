import * as oidc from 'openid-client';
import { cookie, gatehouse, sessions } from '../../gatehouse';

export async function POST() {
  const mine = await cookie();
  const row = sessions('delete from sessions where sid = ? returning id_token', mine.sid ?? '');
  mine.destroy();
  if (!row) return Response.redirect(process.env.SITE, 303);
  const url = oidc.buildEndSessionUrl(await gatehouse(), {
    id_token_hint: row.id_token,
    post_logout_redirect_uri: `${process.env.SITE}/`,
  });
  return Response.redirect(url, 303);
}
