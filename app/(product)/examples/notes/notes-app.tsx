'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Texts } from '#texts/complete';
import { useCommonText } from '#ui/common-text';
import { Filled } from '#ui/filled';
import { LiveAgo } from '#ui/live-ago';
import { agoOf } from '../../../_ui/say-time';
import { type ApiError, type ApiListedNote, type ApiNotesPage, useAsk } from './api';
import { NewNote } from './new-note';
import type { NoteFormText } from './note-form';
import { OpenNote } from './open-note';

type Props = {
  text: Texts['notesExample'];
  fields: NoteFormText;
  relations: Texts['relations'];
  zone: string;
};

/** The whole example: the list, and beside it at most one thing that is being done. */
export function NotesApp({ text, fields, relations, zone }: Props) {
  const { notes, next, problem, load } = useNotes(text);
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const status = useRef<HTMLParagraphElement>(null);

  async function done(words: string) {
    setOpen(null);
    setSaid(words);
    await load();
    // What had the focus may be gone.
    status.current?.focus();
  }

  const trouble = problem && <Trouble text={text} problem={problem} again={() => void load()} />;
  if (!notes) return trouble;
  const doing = { text, fields, done, close: () => setOpen(null) };
  return (
    <>
      <p ref={status} className={said ? 'notice' : 'sr'} role="status" tabIndex={-1}>
        {said || text.here}
      </p>
      {trouble}
      <section className="card stack" aria-label={text.yours}>
        <List text={text} relations={relations} notes={notes} zone={zone} open={setOpen} />
        <p className="actions">
          {next && (
            <button type="button" className="btn btn-quiet btn-s" onClick={() => void load(next)}>
              {text.older}
            </button>
          )}
          <button
            type="button"
            className="btn btn-primary btn-s"
            aria-expanded={open === 'new'}
            onClick={() => setOpen('new')}
          >
            {text.newNote}
          </button>
        </p>
      </section>
      {open === 'new' && <NewNote {...doing} />}
      {open && open !== 'new' && <OpenNote key={open} id={open} {...doing} />}
    </>
  );
}

/** What is listed, from the first page or with the one after `next`; null before anything has come. */
function useNotes(text: Props['text']) {
  const ask = useAsk(text);
  const [page, setPage] = useState<ApiNotesPage | null>(null);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const load = useCallback(
    async (after?: string) => {
      const answer = await ask<ApiNotesPage>('GET', after ? `/notes?after=${after}` : '/notes');
      setProblem(answer.ok ? null : answer.refused);
      if (!answer.ok) return;
      const { notes, next } = answer.value;
      setPage((before) => ({
        notes: after ? [...(before?.notes ?? []), ...notes] : notes,
        next,
      }));
    },
    [ask],
  );
  useEffect(() => void load(), [load]);
  return { notes: page?.notes, next: page?.next, problem, load };
}

type ListProps = Omit<Props, 'fields'> & { notes: ApiListedNote[]; open: (id: string) => void };

function List({ text, relations, notes, zone, open }: ListProps) {
  const { locale } = useCommonText();
  if (notes.length === 0) return <p>{text.none}</p>;
  return (
    <ul className="rows">
      {notes.map(({ id, title, relation, updatedAt }) => (
        <li key={id}>
          <div className="stack-s">
            <h2>
              <bdi>{title}</bdi>
            </h2>
            <p className="mono">
              <Filled
                of={text.changed}
                parts={{
                  relation: relations[relation],
                  when: <LiveAgo {...agoOf(new Date(updatedAt), { zone, locale })} />,
                }}
              />
            </p>
          </div>
          <button type="button" className="btn btn-quiet btn-s" onClick={() => open(id)}>
            {text.open}
            <span className="sr"> {title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

type TroubleProps = { text: Props['text']; problem: ApiError; again: () => void };

function Trouble({ text, problem, again }: TroubleProps) {
  return (
    <div className="summary stack-s" role="alert">
      <h2>{problem.title}</h2>
      <p>{problem.detail}</p>
      <p>
        <button type="button" className="btn btn-quiet btn-s" onClick={again}>
          {text.again}
        </button>
      </p>
    </div>
  );
}
