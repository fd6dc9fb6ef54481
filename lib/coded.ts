/** What was put beside a code, by name. */
export type Given = Record<string, string>;

const LONGEST = 300;

/**
 * A code with what belongs to it, as one text: `role_changed?from=member&to=support`. What is stored and what a schema
 * answers are such texts and never sentences, so that each can be said in any language. Every value is cut at 300
 * characters.
 */
export function coded<const Code extends string>(
  code: Code,
  params: Record<string, string | number>,
): `${Code}?${string}` {
  const cut = Object.entries(params).map(([name, value]) => [
    name,
    String(value).slice(0, LONGEST),
  ]);
  return `${code}?${new URLSearchParams(cut)}`;
}

/** The code and what was put beside it. Of any text: what is no code is one that nobody knows. */
export function readCoded(text: string): { code: string; params: Given } {
  const at = text.indexOf('?');
  if (at === -1) return { code: text, params: {} };
  const params = Object.fromEntries(new URLSearchParams(text.slice(at + 1)));
  return { code: text.slice(0, at), params };
}
