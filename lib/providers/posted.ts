import 'server-only';
import { objectOf, textOf } from '#lib/providers/kinds/kind';
import { KINDS } from '#lib/providers/kinds/list';
import { findProvider } from '#lib/providers/stored';

/** All that is copied of what a provider posts, and how long it may be. */
const COPIED = { code: 2048, state: 200, iss: 500, error: 200 } as const;
const LONGEST_NAME = 100;

/**
 * What is asked for in the place of what a provider posted: code and state, and the name that Apple tells once. Null where this
 * provider does not post its answers.
 */
export async function copyPosted(name: string, form: FormData | null): Promise<string | null> {
  const found = await findProvider(name);
  if (!found || !KINDS[found.provider.kind].postsBack) return null;
  const copied = new URLSearchParams();
  for (const [part, most] of Object.entries(COPIED)) {
    const value = textOf(form?.get(part));
    if (value && value.length <= most) copied.set(part, value);
  }
  const called = nameIn(textOf(form?.get('user')));
  if (called) copied.set('name', called);
  return String(copied);
}

/** "Ada Lovelace" of {"name":{"firstName":"Ada","lastName":"Lovelace"}}; empty for whatever else it is. */
function nameIn(user: string): string {
  try {
    const name = objectOf(objectOf(JSON.parse(user))['name']);
    const full = `${textOf(name['firstName'])} ${textOf(name['lastName'])}`.trim();
    return full.length <= LONGEST_NAME ? full : '';
  } catch {
    return '';
  }
}
