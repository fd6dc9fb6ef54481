import { formsOf, type PageForm } from './http.ts';
import type { Field } from './multipart.ts';
import { rows } from './rows.ts';
import type { TestServer } from './server.ts';
import type { Visitor } from './visitor.ts';

/** The form of a page whose button says this (its visible words, or also for whom). */
export async function formSaying(visitor: Visitor, path: string, says: string): Promise<PageForm> {
  const { text, status } = await visitor.go(path);
  const forms = [...text.matchAll(/<form.*?<\/form>/gs)].map(([form]) => form);
  const found = forms.find((form) => wordsOf(form).includes(says));
  if (!found) throw new Error(`No form says ${says} on ${path} (${status})`);
  return formsOf(path, found)[0] as PageForm;
}

const wordsOf = (form: string) =>
  (form.match(/<button.*?<\/button>/s)?.[0] ?? '').replace(/<!--.*?-->|<[^>]*>/g, '');

/** The form with other values in hidden fields of its own. */
export const withHidden = (form: PageForm, values: Record<string, string>): PageForm => ({
  ...form,
  hidden: form.hidden.map(([name, value]) => [name, values[name] ?? value]),
});

/** Makes a note and answers its id. */
export async function writeNote(
  visitor: Visitor,
  title = 'Plans',
  text = 'First',
): Promise<string> {
  const answer = await visitor.submit(await visitor.form('/notes/new'), [
    ['title', title],
    ['text', text],
  ]);
  const id = String(answer.headers.location).match(/^\/notes\/([0-9a-f-]{36})$/)?.[1];
  if (!id) throw new Error(`No note: ${answer.status} ${answer.headers.location}`);
  return id;
}

/** Shares a note as its owner's page does. */
export async function share(owner: Visitor, id: string, email: string, role = 'viewer') {
  const form = await formSaying(owner, `/notes/${id}/sharing`, 'Share');
  return owner.submit(form, [
    ['email', email],
    ['role', role],
  ]);
}

/** Presses a button in somebody's row of the list of people with access. */
export async function about(
  owner: Visitor,
  id: string,
  email: string,
  says: string,
  fields: Field[] = [],
) {
  const form = await formSaying(owner, `/notes/${id}/sharing`, `${says} of ${email}`);
  return owner.submit(form, fields);
}

/** Everything that is stored about notes. */
export const storedNotes = (server: TestServer) => ({
  notes: rows(server, 'select * from notes order by id'),
  grants: rows(server, 'select * from grants order by subject, object'),
});

/** The relations to a note, by address. */
export const relationsOf = (server: TestServer, id: string) =>
  Object.fromEntries(
    rows(server, 'select address, relation from grants where object = ?', id).map((row) => [
      row['address'],
      row['relation'],
    ]),
  );
