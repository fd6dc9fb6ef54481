import 'server-only';
import { LONGEST_TARGET } from '#lib/request/lengths';

/** What may be asked (OpenID Connect Core 3.1.2.1, RFC 7636, RFC 8707); nothing else, and no secret, gets into an address. */
const ASKED = new Set(
  'scope response_type client_id redirect_uri state response_mode nonce display prompt max_age ui_locales claims_locales id_token_hint login_hint acr_values claims code_challenge code_challenge_method resource request request_uri registration'.split(
    ' ',
  ),
);

/**
 * Where a request leads that a site sent by a form: to the same request as an address. A browser brings no cookie along
 * with a form of another site, and does with the GET that follows; and that one is what everything is judged by. Null for
 * what is no form, and for one that is too long for an address.
 */
export async function askedByPost(request: Request): Promise<string | null> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) return null;
  const sent = new URLSearchParams(await request.text());
  const asked = new URLSearchParams([...sent].filter(([name]) => ASKED.has(name)));
  const path = `/oauth/authorize?${asked}`;
  return path.length <= LONGEST_TARGET ? path : null;
}
