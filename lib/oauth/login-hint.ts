import 'server-only';
import { readRequest } from '#lib/oauth/consent-request';
import { hasRequestBinding } from '#lib/oauth/request-binding';

const LONGEST = 254;

/**
 * Whom a site thinks it has sent here (`login_hint`), where this page leads back to its request in the browser that began
 * it; null when it named nobody, or not by an address. It fills a field and decides nothing. Without the database there is
 * none: people sign in later, and still see the page.
 */
export async function loginHintAt(path: string): Promise<string | null> {
  const [, uid] = /^\/oauth\/consent\/([\w-]+)$/.exec(path) ?? [];
  if (!uid || !(await hasRequestBinding(uid))) return null;
  const request = await readRequest(uid).catch(() => null);
  const hint = request?.params.login_hint;
  return hint?.includes('@') && hint.length <= LONGEST ? hint : null;
}
