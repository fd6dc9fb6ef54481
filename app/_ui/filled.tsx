import { createElement, Fragment, type ReactNode } from 'react';
import type { NamesOf } from '#texts/placeholders';

type Props<Sentence extends string> = {
  /** A sentence with `{name}` in it. */
  of: Sentence;
  /** What stands in the place of each name. */
  parts: Record<NamesOf<Sentence>, ReactNode>;
};

/** A sentence with elements in it: a name in bold, a link. Where they stand, the language says. */
export function Filled<const Sentence extends string>({ of, parts }: Props<Sentence>) {
  const given = new Map<string, ReactNode>(Object.entries(parts));
  // Every second piece is a name.
  const pieces = of
    .split(/\{(\w+)\}/)
    .map((piece, at) => (at % 2 === 1 ? given.get(piece) : piece));
  // As if they were written out one by one: they need no keys, and the page carries none.
  return createElement(Fragment, null, ...pieces);
}
