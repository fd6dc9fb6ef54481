'use client';

import { useEffect, useRef } from 'react';
import type { FormState } from '#forms/problem';
import { Title } from '#ui/title';
import { NoteFields } from '../fields';

const LOST = 'You can no longer edit this note';

/** In the place of a form that can no longer be saved: says so, and gives back what was typed. */
export function LostNote({ state }: { state: FormState }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <Title of={LOST} isRefused />
      <div ref={box} className="summary stack-s" role="alert" tabIndex={-1}>
        <h1>{LOST}</h1>
        <p>
          Nothing was saved: it was deleted, or you were taken off the list of those who may edit
          it. What you typed is below, for you to copy.
        </p>
      </div>
      <NoteFields state={{ values: state.values ?? {} }} isReadOnly />
      <p>
        <a href="/notes">Go to your notes</a>
      </p>
    </>
  );
}
