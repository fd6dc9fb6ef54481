'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** What a form has brought in the place of what was there: it takes the focus, so that it is read out first. */
export function Arrival({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className="stack-s" tabIndex={-1}>
      {children}
    </div>
  );
}
