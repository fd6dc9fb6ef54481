'use client';

import { useEffect, useRef } from 'react';
import type { FormState } from '#forms/problem';
import type { LostText, ShownField } from '#forms/things/state';
import { ThingFields } from '#ui/things/fields';
import { Title } from '#ui/title';

type Props = { text: LostText; fields: ShownField[]; state: FormState };

/** In the place of a form that can no longer be saved: says so, and gives back what was typed. */
export function LostThing({ text, fields, state }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <>
      <Title of={text.title} isRefused />
      <div ref={box} className="summary stack-s" role="alert" tabIndex={-1}>
        <h1>{text.title}</h1>
        <p>{text.text}</p>
      </div>
      <ThingFields fields={fields} state={{ values: state.values ?? {} }} isReadOnly />
      <p>
        <a href={text.list}>{text.back}</a>
      </p>
    </>
  );
}
