'use client';

import { createContext, type ReactNode, use } from 'react';

const Mark = createContext<string | null>(null);

/** Says to every form inside for which account it is made: see lib/session/form-mark. */
export const FormMark = ({ mark, children }: { mark: string; children: ReactNode }) => (
  <Mark value={mark}>{children}</Mark>
);

/** For which account this page was made; null where nobody is signed in. */
export const useFormMark = () => use(Mark);

/** The field by which a form says for whom it was made. */
export function MadeFor() {
  const mark = useFormMark();
  return mark && <input type="hidden" name="made_for" value={mark} />;
}
