import { text as readAll } from 'node:stream/consumers';
import { callApi, idIn } from './api.mjs';
import { asJson, clean, cleanLines, moment, table } from './print.mjs';

/**
 * What can be done from a terminal with a kind of thing that the product has: `plural` is its address in the API, `one` what
 * one is called; the first of its `fields` is typed, the last is standard input.
 */
export function verbsOf({ plural, one, fields }) {
  const [called] = fields;
  const long = fields.at(-1);
  const noSuch = (id) => `There is no ${one} ${clean(id)} that you may do this with.`;
  const pathOf = (id) => `/${plural}/${idIn(id, noSuch(id))}`;

  async function list({ store, say }, { json }) {
    const found = [];
    let after = '';
    do {
      const page = await callApi(store, `/${plural}${after}`);
      found.push(...page[plural]);
      after = page.next && `?${new URLSearchParams({ after: page.next })}`;
    } while (after);
    if (json) return say(asJson(found));
    if (found.length === 0) return say(`There are no ${plural}.`);
    const rows = found.map((row) => [row.id, row.relation, moment(row.updatedAt), row[called]]);
    return say(table([['ID', 'YOU ARE', 'CHANGED', called.toUpperCase()], ...rows]).join('\n'));
  }

  async function show({ store, say }, { id, json }) {
    const thing = await callApi(store, pathOf(id), { missing: noSuch(id) });
    if (json) return say(asJson(thing));
    const others = fields.slice(1).map((name) => cleanLines(thing[name]));
    return say([clean(thing[called]), ...others].join('\n\n'));
  }

  /** What is long is what its option says, else all of standard input. */
  async function add({ store, say, hint, input }, given) {
    const body = Object.fromEntries(fields.map((name) => [name, given[name] ?? '']));
    if (given[long] === undefined) {
      if (input.isTTY) hint(`Write the ${long}, then end it with Ctrl-D:`);
      body[long] = await readAll(input);
    }
    const thing = await callApi(store, `/${plural}`, { json: body });
    return say(given.json ? asJson(thing) : clean(thing.id));
  }

  async function share({ store, say }, { id, email, as = 'viewer' }) {
    const json = { address: email, role: as };
    await callApi(store, `${pathOf(id)}/access`, { json, missing: noSuch(id) });
    say(`Shared with ${clean(email)} as ${as}.`);
  }

  return { list, show, add, share };
}
