import { text as readAll } from 'node:stream/consumers';
import { callApi, idIn } from './api.mjs';
import { asJson, clean, cleanLines, moment, table } from './print.mjs';

export async function listNotes({ store, say }, { json }) {
  const found = [];
  let after = '';
  do {
    const page = await callApi(store, `/notes${after}`);
    found.push(...page.notes);
    after = page.next && `?${new URLSearchParams({ after: page.next })}`;
  } while (after);
  if (json) return say(asJson(found));
  if (found.length === 0) return say('There are no notes.');
  const rows = found.map(({ id, relation, updatedAt, title }) => [
    id,
    relation,
    moment(updatedAt),
    title,
  ]);
  return say(table([['ID', 'YOU ARE', 'CHANGED', 'TITLE'], ...rows]).join('\n'));
}

export async function showNote({ store, say }, { id, json }) {
  const note = await callApi(store, pathOf(id), { missing: noSuch(id) });
  if (json) return say(asJson(note));
  return say(`${clean(note.title)}\n\n${cleanLines(note.text)}`);
}

/** The text is what `--text` says, else all of standard input. */
export async function addNote({ store, say, hint, input }, { title, text, json }) {
  if (text === undefined && input.isTTY) hint('Write the text, then end it with Ctrl-D:');
  const body = { title, text: text ?? (await readAll(input)) };
  const note = await callApi(store, '/notes', { json: body });
  return say(json ? asJson(note) : clean(note.id));
}

export async function shareNote({ store, say }, { id, email, as = 'viewer' }) {
  const json = { address: email, role: as };
  await callApi(store, `${pathOf(id)}/access`, { json, missing: noSuch(id) });
  say(`Shared with ${clean(email)} as ${as}.`);
}

const pathOf = (id) => `/notes/${idIn(id, noSuch(id))}`;
const noSuch = (id) => `There is no note ${clean(id)} that you may do this with.`;
