import type { FormState } from '#forms/problem';

/** What the API refuses with (RFC 9457), as much of it as is shown. */
export type Refused = {
  title: string;
  detail: string;
  reason?: string;
  errors?: { field: string; detail: string }[];
};

export type ListedNote = { id: string; title: string; relation: string; updatedAt: string };
export type NotesPage = { notes: ListedNote[]; next: string | null };
export type Note = ListedNote & {
  text: string;
  revision: number;
  mayEdit: boolean;
  mayDelete: boolean;
};

type Answer<Value> =
  | { ok: true; value: Value }
  | { ok: false; refused: Refused; revision: number | null };

const NO_ANSWER = {
  title: 'There was no answer',
  detail: 'Check your connection and try again. What you typed is still here.',
};

/**
 * Asks the API from this very site. The browser sends the cookie along and says where from: there is nothing
 * to hold, store or refresh. Who is not signed in any more goes to sign in, and comes back.
 */
export async function ask<Value>(
  method: string,
  path: string,
  { body, revision }: { body?: unknown; revision?: number } = {},
): Promise<Answer<Value>> {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    cache: 'no-store',
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(revision === undefined ? {} : { 'If-Match': `"${revision}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => null);
  if (!answer) return { ok: false, refused: NO_ANSWER, revision: null };
  if (answer.status === 401) return signIn();
  const value = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (answer.ok) return { ok: true, value };
  return { ok: false, refused: value ?? NO_ANSWER, revision: revisionOf(answer) };
}

const revisionOf = ({ headers }: Response) => {
  const [, revision] = headers.get('ETag')?.match(/"(\d+)"/) ?? [];
  return revision ? Number(revision) : null;
};

function signIn(): Promise<never> {
  location.assign(`/sign-in?${new URLSearchParams({ next: location.pathname, ended: '1' })}`);
  return new Promise(() => undefined);
}

/** A refusal as a form shows it: each problem at its field, or the whole. */
export function shown({ detail, errors }: Refused, values: Record<string, string>): FormState {
  const atFields = errors?.map((error) => ({ field: error.field, text: error.detail }));
  return { problems: atFields?.length ? atFields : [{ text: detail }], values };
}
