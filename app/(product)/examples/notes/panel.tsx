'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { Texts } from '#texts/complete';

/** What was opened from the list: it takes the focus when it appears, so that a person who cannot see it knows. */
export function Panel({
  text,
  title,
  close,
  children,
}: {
  text: Texts['notesExample'];
  title: string;
  close: () => void;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="card sheet stack" aria-labelledby={id}>
      <div className="row">
        <h2 id={id} ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h2>
        <button type="button" className="btn btn-quiet btn-s" onClick={close}>
          {text.close}
        </button>
      </div>
      {children}
    </section>
  );
}
