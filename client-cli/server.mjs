import { ask, trouble } from './ask.mjs';
import { EXIT, Failure } from './failure.mjs';
import { clean } from './print.mjs';

const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'device_authorization_endpoint',
  'revocation_endpoint',
];

/**
 * What the authorization server of a site says about itself (RFC 8414). Refuses one that goes by another
 * name, or that would have tokens sent to another site.
 */
export async function discover(site) {
  const answer = await ask(`${site}/.well-known/oauth-authorization-server`);
  const refused = trouble(answer);
  if (refused) throw refused;
  const name = nameIn(answer, site);
  if (!name) throw new Failure(`There is no Gatehouse at ${site}. Is the address right?`);
  if (name !== site) throw otherName(site, name);
  for (const endpoint of ENDPOINTS)
    if (originOf(answer.body[endpoint]) !== site)
      throw new Failure(`${site} does not say properly where to sign in.`);
  return answer.body;
}

/** By which name the server goes: it says so, or it sends us there. */
function nameIn({ status, headers, body }, site) {
  if (status === 200) return body?.issuer;
  const isSentOn = status >= 300 && status < 400;
  return isSentOn ? originOf(headers.get('location') ?? '', site) : null;
}

const originOf = (text, base) => (URL.canParse(text, base) ? new URL(text, base).origin : null);

const otherName = (site, name) =>
  new Failure(
    `The server at ${site} goes by ${clean(name)}. Use: --url ${clean(name)}`,
    EXIT.usage,
  );
