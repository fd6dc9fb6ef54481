import type { Texts } from '#texts/complete';
import type { Params } from '#texts/placeholders';
import { sayKnown } from '#texts/say';

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

type Errors = Texts['errors'];
type Beside<Sentence extends string> = [keyof Params<Sentence>] extends [never]
  ? []
  : [params: Params<Sentence>];

/** What a schema answers of a field that is wrong: a code, said where a form or the API answers. */
export const fieldError = <const Code extends keyof Errors>(
  code: Code,
  ...[params]: Beside<Errors[Code]>
): string => (params ? coded(code, params) : code);

/** Says it. What is no code of ours, as what the library finds wrong by itself, stays as it is. */
export function sayFieldError(message: string): string {
  const { code, params } = readCoded(message);
  return sayKnown('errors', code, params) ?? message;
}
