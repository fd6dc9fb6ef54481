'use client';

import { type RefObject, useEffect, useState } from 'react';
import { fill } from '#texts/fill';
import { useCommonText } from '#ui/common-text';

type Props = { of: RefObject<HTMLInputElement | null>; least: number };

/**
 * How much of the least length is typed: seen while somebody types, where scripts run. Only the length of
 * what is typed leaves the field. It is no live region: nobody is read a number at each key.
 */
export function TypedLength({ of: input, least }: Props) {
  const [length, setLength] = useState<number | null>(null);
  const { typed, typedEnough } = useCommonText();
  useEffect(() => {
    const field = input.current;
    const form = field?.form;
    const count = () => setLength(field ? lengthOf(field.value) : null);
    // After a refusal the field is empty: it says again what is wrong, and no more.
    const forget = () => setLength(null);
    // What was typed before the scripts came.
    if (field?.value) count();
    field?.addEventListener('input', count);
    form?.addEventListener('reset', forget);
    return () => {
      field?.removeEventListener('input', count);
      form?.removeEventListener('reset', forget);
    };
  }, [input]);
  if (length === null) return null;
  return (
    <p className="typed hint">
      <meter className="meter" max={least} value={Math.min(length, least)} aria-hidden="true" />
      <span>{length < least ? fill(typed, { length, least }) : fill(typedEnough, { length })}</span>
    </p>
  );
}

/** As the server counts (lib/accounts/fields): in code points, before and after the letters are made the same. */
const lengthOf = (typed: string) =>
  Math.min([...typed].length, [...typed.normalize('NFKC')].length);
