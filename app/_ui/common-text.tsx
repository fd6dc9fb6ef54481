'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Texts } from '#texts/complete';

const Common = createContext<Texts['common'] | null>(null);

/** Around every page: what the shared components say. */
export const CommonText = ({ text, children }: { text: Texts['common']; children: ReactNode }) => (
  <Common value={text}>{children}</Common>
);

export function useCommonText(): Texts['common'] {
  const text = use(Common);
  if (!text) throw new Error('A shared component stands outside of the layout.');
  return text;
}
