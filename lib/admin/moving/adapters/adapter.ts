import 'server-only';
import { OF_A_TENANT } from '#lib/env/providers';

/** Puts a record of another system into our form (see ../moved-user); null for one that is no person. */
export type Adapt = (record: Foreign) => Record<string, unknown> | null;
export type Foreign = Record<string, unknown>;

export type Adapter = {
  /** The word behind --from, and the name of its guide in docs/moving. */
  name: string;
  adapt: Adapt;
  /** Where hashes need something that the records do not have: makes it of the text of a file; null for a wrong one. */
  configure?: (text: string) => Adapt | null;
};

/** An object, also where it stands as text, as in CSV; an empty one for anything else. */
export function objectIn(value: unknown): Foreign {
  if (typeof value === 'string') return objectIn(fromJson(value));
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Foreign)
    : {};
}

/** The objects of a list, also where it stands as text. */
export function listIn(value: unknown): Foreign[] {
  if (typeof value === 'string') return listIn(fromJson(value));
  return Array.isArray(value) ? value.map(objectIn) : [];
}

function fromJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? null : value;
  } catch {
    return null;
  }
}

/** Names that belong together; undefined when there is none. */
export const joined = (...names: unknown[]): string | undefined =>
  names.filter((name) => typeof name === 'string' && name.trim() !== '').join(' ') || undefined;

/** When somebody was shut out, where only that they are is known. */
export const disabledNow = (isDisabled: boolean): string | undefined =>
  isDisabled ? new Date().toISOString() : undefined;

/**
 * An account elsewhere, at the provider that goes by this word there. An issuer is told of Microsoft alone, where each
 * organisation has its own: of others, what is kept there is not always what the provider says.
 */
export const connectedTo = (provider: unknown, subject: unknown, issuer?: unknown) => ({
  provider,
  subject,
  issuer: OF_A_TENANT.test(String(issuer)) ? issuer : undefined,
});

/** Who made an ID token, as it says. Nobody verifies it: it is as good as the file that it stands in. */
export const issuerIn = (idToken: unknown): unknown =>
  objectIn(Buffer.from(String(idToken).split('.')[1] ?? '', 'base64url').toString())['iss'];
