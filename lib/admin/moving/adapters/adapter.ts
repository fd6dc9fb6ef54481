import 'server-only';

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

/** That somebody signs in with another provider. */
export const connectedTo = (provider: unknown, subject: unknown) => ({ provider, subject });
