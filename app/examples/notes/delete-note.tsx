'use client';

import { useState } from 'react';
import { type Refused, useAsk } from './api';

type Props = { id: string; done: (words: string) => Promise<void> };

/** Asks once more, in the place of the button: it cannot be taken back. */
export function DeleteNote({ id, done }: Props) {
  const ask = useAsk();
  const [isAsked, setAsked] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);

  async function remove() {
    const answer = await ask('DELETE', `/notes/${id}`);
    if (answer.ok) await done('The note is deleted, for everybody.');
    else setRefused(answer.refused);
  }

  return (
    <>
      {refused && (
        <p className="notice warn" role="alert">
          {refused.detail}
        </p>
      )}
      <p className="actions">
        {isAsked ? (
          <>
            <button
              type="button"
              className="btn btn-danger btn-s"
              // biome-ignore lint/a11y/noAutofocus: it stands where the button was that had the focus
              autoFocus
              onClick={() => void remove()}
            >
              Yes, delete it for everybody
            </button>
            <button type="button" className="btn btn-quiet btn-s" onClick={() => setAsked(false)}>
              Keep it
            </button>
          </>
        ) : (
          <button type="button" className="btn btn-danger btn-s" onClick={() => setAsked(true)}>
            Delete
          </button>
        )}
      </p>
    </>
  );
}
