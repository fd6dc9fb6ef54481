'use client';

import { useMemo } from 'react';
import type { FormState } from '#forms/problem';

/** What a page knows of a form that was sent in before: what to fill in again, and what to say first. */
export type Before = {
  typed: { name: string; email: string };
  notice: string | null;
  /** The number of the form as it is shown now. */
  number: string;
};

/** The state of such a form: filled in as it was before, until it is answered. */
export function useBefore<State extends FormState>(answer: State, { typed }: Before): State {
  return useMemo(() => ({ ...answer, values: { ...typed, ...answer.values } }), [answer, typed]);
}

/** What is in front of its fields: the notice, until there is an answer, and its number. */
export const BeginAgain = ({ before, state }: { before: Before; state: FormState }) => (
  <>
    {before.notice && !state.problems && (
      <p className="notice warn" role="status">
        {before.notice}
      </p>
    )}
    <input type="hidden" name="form" value={before.number} />
  </>
);
