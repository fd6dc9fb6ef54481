import { SECRET_LABELS, TYPED_FIELDS } from '#lib/request/typed-fields';
import type { Fields } from '#lib/server/http/sent';
import { say } from '#texts/say';

/**
 * The form that was sent, once more, on a page that stands in the place of the one it came from: its text to be
 * seen and changed, its secrets to be typed again, the rest unseen, and a button that sends it to where it went.
 * Without the button where its action is gone: then the text is there to be copied. Empty when it held no text.
 */
export function givenBack(fields: Fields, url: string, { isSendable = true } = {}): string {
  const isTyped = ([name, value]: Fields[number]) =>
    Object.hasOwn(TYPED_FIELDS, name) && value.trim() !== '';
  if (!fields.some(isTyped)) return '';
  const inside = fields.map(([name, value], at) => field(name, value, `sent-${at}`, isSendable));
  const button = isSendable
    ? `<button type="submit" class="btn btn-primary btn-full">${escaped(say('givenBack.submit'))}</button>`
    : '';
  return `<form method="post" action="${escaped(url)}" enctype="multipart/form-data" class="stack" aria-labelledby="given-back"><h2 id="given-back">${escaped(say('givenBack.title'))}</h2>${inside.join('')}${button}</form>`;
}

function field(name: string, value: string, id: string, isSendable: boolean): string {
  // It answers one challenge, once: what is sent again has to ask anew.
  if (name === 'passkey') return '';
  const [typed, secret] = [own(TYPED_FIELDS, name), own(SECRET_LABELS, name)];
  const called = `id="${id}" name="${escaped(name)}" class="input"${isSendable ? '' : ' readonly'}`;
  if (secret)
    return isSendable
      ? labelled(id, secret, `<input type="password" ${called} autocomplete="off">`)
      : '';
  if (!typed) return `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`;
  // A parser drops the first line end of a text area.
  if (name === 'text' || /[\r\n]/.test(value))
    return labelled(
      id,
      typed,
      `<textarea ${called} rows="12" dir="auto">\n${escaped(value)}</textarea>`,
    );
  return labelled(
    id,
    typed,
    `<input type="text" ${called} dir="auto" autocomplete="off" value="${escaped(value)}">`,
  );
}

const labelled = (id: string, label: string, input: string) =>
  `<div class="field"><label for="${id}">${escaped(label)}</label>${input}</div>`;

const own = (labels: typeof TYPED_FIELDS, name: string) =>
  Object.hasOwn(labels, name) ? labels[name]?.() : undefined;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, between tags and inside a quoted attribute. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
