'use client';

import { useCallback } from 'react';
import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { useFormMark } from '#ui/form-mark';
import { holdsWork } from '#ui/session-watch';

/** What the API refuses with (RFC 9457), as much of it as is shown. */
export type ApiError = {
  title: string;
  detail: string;
  reason?: string;
  errors?: { field: string; detail: string }[];
};

export type ApiListedNote = {
  id: string;
  title: string;
  relation: keyof Texts['relations'];
  updatedAt: string;
};
export type ApiNotesPage = { notes: ApiListedNote[]; next: string | null };
export type ApiNote = ApiListedNote & {
  text: string;
  revision: number;
  mayEdit: boolean;
  mayDelete: boolean;
};

type Answer<Value> =
  | { ok: true; value: Value }
  | { ok: false; refused: ApiError; revision: number | null };

type Text = Texts['notesExample'];

const noAnswer = (text: Text) => ({ title: text.noAnswer, detail: text.noAnswerDetail });
const signedOut = (text: Text) => ({ title: text.signedOut, detail: text.signedOutDetail });

/**
 * Asks the API from this very site. The browser sends the cookie along and says where from: there is nothing
 * to hold, store or refresh. A person who is not signed in any more goes to sign in and comes back; with work
 * on the page they do so in another tab.
 */
async function ask<Value>(
  { mark, text }: { mark: string | null; text: Text },
  method: string,
  path: string,
  { body, revision }: { body?: unknown; revision?: number } = {},
): Promise<Answer<Value>> {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    cache: 'no-store',
    headers: headersOf(mark, body, revision),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => null);
  if (!answer) return { ok: false, refused: noAnswer(text), revision: null };
  if (answer.status === 401)
    return holdsWork() ? { ok: false, refused: signedOut(text), revision: null } : signIn();
  const value = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (answer.ok) return { ok: true, value };
  return { ok: false, refused: value ?? noAnswer(text), revision: revisionOf(answer) };
}

const headersOf = (mark: string | null, body: unknown, revision: number | undefined) => ({
  'Made-For': mark ?? '',
  ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  ...(revision === undefined ? {} : { 'If-Match': `"${revision}"` }),
});

const revisionOf = ({ headers }: Response) => {
  const [, revision] = headers.get('ETag')?.match(/"(\d+)"/) ?? [];
  return revision ? Number(revision) : null;
};

/** `ask` for the account that this page was made for, and for no other that was signed in to since. */
export function useAsk(text: Text) {
  const mark = useFormMark();
  return useCallback(
    <Value>(...of: DropFirst<Parameters<typeof ask>>) => ask<Value>({ mark, text }, ...of),
    [mark, text],
  );
}

type DropFirst<List> = List extends [unknown, ...infer Rest] ? Rest : never;

function signIn(): Promise<never> {
  location.assign(`/sign-in?${new URLSearchParams({ next: location.pathname })}`);
  return new Promise(() => undefined);
}

/** A refusal as a form shows it: each problem at its field, or the whole. */
export function shown({ detail, errors }: ApiError, values: Record<string, string>): FormState {
  const atFields = errors?.map((error) => ({ field: error.field, text: error.detail }));
  return { problems: atFields?.length ? atFields : [{ text: detail }], values };
}
