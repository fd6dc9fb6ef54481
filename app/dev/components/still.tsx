'use client';

import { type ReactNode, useEffect } from 'react';

/** Forms that were refused take the focus, each of them: here the page stays where its reader is. */
export function Still({ children }: { children: ReactNode }) {
  useEffect(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    if (location.hash === '') window.scrollTo(0, 0);
  }, []);
  return children;
}
