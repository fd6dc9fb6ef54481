import { EXIT, Failure } from './failure.mjs';
import { DEFAULT_SITE, siteFrom } from './site.mjs';

/**
 * The personal access token that the environment has, and the site that it is for: GATEHOUSE_URL, or where somebody
 * signed in last. Null where there is none.
 */
export function ownToken(store, env = process.env) {
  const token = env.GATEHOUSE_TOKEN;
  if (!token) return null;
  if (!/^gatehouse_pat_\w+$/.test(token))
    throw new Failure('GATEHOUSE_TOKEN is no access token of a Gatehouse.', EXIT.usage);
  return { token, site: siteFrom(env.GATEHOUSE_URL || (store.peek()?.site ?? DEFAULT_SITE)) };
}

/** The site that is asked. */
export const siteInUse = (store) => ownToken(store)?.site ?? store.read()?.site;

/** What is said when it opens nothing there. */
export const tokenIsOver = (site) =>
  new Failure(
    `The token in GATEHOUSE_TOKEN opens nothing at ${site}. Make another at ${site}/settings/apps.`,
    EXIT.signedOut,
  );
