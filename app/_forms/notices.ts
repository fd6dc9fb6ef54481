import 'server-only';
import { redirect } from 'next/navigation';
import { readCoded } from '#lib/coded';
import { sayThing } from '#lib/permissions/called';
import { takeFlash, writeFlash } from '#lib/session/flash';
import type { Texts } from '#texts/complete';
import { say, sayKnown, textsOf } from '#texts/say';

/** What a page tells at its top about what was just done. Sent to the browser. */
export type ShownNotice = { text: string; kind: 'done' | 'note' };

/** Every word that an action can leave: the name of its sentence, and of what was done to a thing of which kind. */
export type NoticeKey = Done | Note | `${ThingWord}?kind=${string}`;
export type ThingWord = keyof Texts['thingDone'] | keyof Texts['thingNoted'];

type Done = keyof Texts['done'];
type Note = keyof Texts['noted'];

/** Whom it concerns; null where nobody is signed in any more. */
type Whose = { user: { id: string } } | null;

/** Ends an action: leads to a page of this site, which tells once, and only to this person, what was done. */
export async function done(path: string, word: NoticeKey, viewer: Whose): Promise<never> {
  await leaveNotice(path, word, viewer);
  return redirect(path);
}

/** The same for an endpoint, which redirects by itself. */
export const leaveNotice = (path: string, word: NoticeKey, viewer: Whose) =>
  writeFlash({ word, path: path.replace(/\?.*/, ''), to: viewer?.user.id ?? 'nobody' });

/** What the page that is being made has to tell, or null. */
export async function readNotice(): Promise<ShownNotice | null> {
  const word = await takeFlash();
  if (word === null) return null;
  const { code, params } = readCoded(word);
  if (params['kind']) return ofThing(code, { thing: sayThing(params['kind']) });
  if (Object.hasOwn(textsOf('done'), word))
    return { text: say(`done.${word as Done}`), kind: 'done' };
  if (Object.hasOwn(textsOf('noted'), word))
    return { text: say(`noted.${word as Note}`), kind: 'note' };
  return null;
}

function ofThing(code: string, words: { thing: string }): ShownNotice | null {
  const text = sayKnown('thingDone', code, words);
  if (text) return { text, kind: 'done' };
  const noted = sayKnown('thingNoted', code, words);
  return noted ? { text: noted, kind: 'note' } : null;
}
