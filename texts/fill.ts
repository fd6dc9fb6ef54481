import type { Params } from '#texts/placeholders';

/** Puts values into a sentence with `{name}` in it. All that a browser needs; of plurals it knows nothing. */
export function fill<const Sentence extends string>(
  sentence: Sentence,
  params: Params<Sentence>,
): string {
  const given = new Map<string, unknown>(Object.entries(params));
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(given.get(name) ?? whole));
}
