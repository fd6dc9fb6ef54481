'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Texts } from '#texts/complete';

/** The name of the site besides. */
type Said = Texts['common'] & { site: string };

const Common = createContext<Said | null>(null);

/** Around every page: what the shared components say. */
export const CommonText = ({ text, children }: { text: Said; children: ReactNode }) => (
  <Common value={text}>{children}</Common>
);

export function useCommonText(): Said {
  const text = use(Common);
  if (!text) throw new Error('A shared component stands outside of the layout.');
  return text;
}
