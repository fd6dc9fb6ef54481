'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { Ago } from '#ui/time';
import { type ListedNote, type NotesPage, type Refused, useAsk } from './api';
import { NewNote } from './new-note';
import { OpenNote } from './open-note';

/** The whole example: the list, and beside it at most one thing that is being done. */
export function NotesApp({ zone }: { zone: string }) {
  const { notes, next, problem, load } = useNotes();
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

  if (!notes) return problem && <Trouble problem={problem} again={() => void load()} />;
  return (
    <>
      <p ref={status} className={said ? 'notice' : 'sr'} role="status" tabIndex={-1}>
        {said || 'Your notes are here.'}
      </p>
      {problem && <Trouble problem={problem} again={() => void load()} />}
      <section className="card stack" aria-label="Your notes">
        <List notes={notes} zone={zone} open={setOpen} />
        <p className="actions">
          {next && (
            <button type="button" className="btn btn-quiet btn-s" onClick={() => void load(next)}>
              Older
            </button>
          )}
          <button
            type="button"
            className="btn btn-primary btn-s"
            aria-expanded={open === 'new'}
            onClick={() => setOpen('new')}
          >
            New note
          </button>
        </p>
      </section>
      {open === 'new' && <NewNote done={done} close={() => setOpen(null)} />}
      {open && open !== 'new' && (
        <OpenNote key={open} id={open} done={done} close={() => setOpen(null)} />
      )}
    </>
  );
}

/** What is listed, from the first page or with the one after `next`; null before anything has come. */
function useNotes() {
  const ask = useAsk();
  const [page, setPage] = useState<NotesPage | null>(null);
  const [problem, setProblem] = useState<Refused | null>(null);
  const load = useCallback(
    async (after?: string) => {
      const answer = await ask<NotesPage>('GET', after ? `/notes?after=${after}` : '/notes');
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

type ListProps = { notes: ListedNote[]; zone: string; open: (id: string) => void };

function List({ notes, zone, open }: ListProps) {
  if (notes.length === 0) return <p>There are no notes here yet.</p>;
  return (
    <ul className="rows">
      {notes.map(({ id, title, relation, updatedAt }) => (
        <li key={id}>
          <div className="stack-s">
            <h2>
              <bdi>{title}</bdi>
            </h2>
            <p className="mono">
              {relation} · changed <Ago at={new Date(updatedAt)} zone={zone} />
            </p>
          </div>
          <button type="button" className="btn btn-quiet btn-s" onClick={() => open(id)}>
            Open<span className="sr"> {title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Trouble({ problem, again }: { problem: Refused; again: () => void }) {
  return (
    <div className="summary stack-s" role="alert">
      <h2>{problem.title}</h2>
      <p>{problem.detail}</p>
      <p>
        <button type="button" className="btn btn-quiet btn-s" onClick={again}>
          Try again
        </button>
      </p>
    </div>
  );
}
