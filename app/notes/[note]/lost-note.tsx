'use client';

import { useEffect, useRef } from 'react';
import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { Title } from '#ui/title';
import { NoteFormFields } from '../fields';

type Props = { text: Texts['lostNote']; fields: Texts['noteForm']; state: FormState };

/** In the place of a form that can no longer be saved: says so, and gives back what was typed. */
export function LostNote({ text, fields, state }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <Title of={text.title} isRefused />
      <div ref={box} className="summary stack-s" role="alert" tabIndex={-1}>
        <h1>{text.title}</h1>
        <p>{text.text}</p>
      </div>
      <NoteFormFields text={fields} state={{ values: state.values ?? {} }} isReadOnly />
      <p>
        <a href="/notes">{text.back}</a>
      </p>
    </>
  );
}
