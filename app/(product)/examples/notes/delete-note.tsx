'use client';

import { useState } from 'react';
import type { Texts } from '#texts/complete';
import { type ApiError, useAsk } from './api';

type Props = {
  text: Texts['notesExample'];
  id: string;
  done: (words: string) => Promise<void>;
};

/** Asks once more, in the place of the button: it cannot be taken back. */
export function DeleteNote({ text, id, done }: Props) {
  const ask = useAsk(text);
  const [isAsked, setAsked] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);

  async function remove() {
    const answer = await ask('DELETE', `/notes/${id}`);
    if (answer.ok) await done(text.deleted);
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
              {text.deleteYes}
            </button>
            <button type="button" className="btn btn-quiet btn-s" onClick={() => setAsked(false)}>
              {text.keep}
            </button>
          </>
        ) : (
          <button type="button" className="btn btn-danger btn-s" onClick={() => setAsked(true)}>
            {text.delete}
          </button>
        )}
      </p>
    </>
  );
}
