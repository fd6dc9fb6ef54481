import type { Answer } from './http.ts';

/** What tells a form, as it is shown once, from the same form another time. */
export const FORM_NUMBER = /(name="form" value="|"number\\*":\\*")[0-9a-f-]{36}/g;

/** By which a form, or the page that makes its forms, says for whom it was made. */
const MARK = /(name="made_for" value="|"mark\\*":\\*")([\w-]+)/g;

/** When something is, as minutes from the answer that says so: a moment of another time still looks different. */
const whenFrom = (date: string | undefined) => (iso: string) =>
  `MOMENT${Math.round((Date.parse(iso) - Date.parse(date ?? '')) / 60_000)}`;

/** An answer without what differs in every answer, no matter for whom. */
export function comparableAnswer({ status, headers, text, setCookies }: Answer, typed: string) {
  const { date, 'content-security-policy': policy = '', ...rest } = headers;
  const nonce = String(policy).match(/'nonce-([^']+)'/)?.[1] ?? 'none';
  const plain = (value: string) =>
    value
      .replaceAll(nonce, 'NONCE')
      .replaceAll(typed, 'TYPED')
      .replace(/k[0-9a-f]{32}/g, 'KEY')
      // The numbers of flows, and by which account a form was made: as long as they are, and nothing more.
      .replace(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g, 'NUMBER')
      // The number of a form as it is shown once.
      .replace(FORM_NUMBER, '$1FORM')
      .replace(MARK, (_, before, mark) => `${before}MARK${mark.length}`)
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, whenFrom(date))
      .replace(/\b\d\d:\d\d UTC\b/g, 'TIME UTC')
      .replace(/\bnow\b|\b\d+ (?:minute|hour|day)s? ago\b/g, 'AGO')
      .replace(/(session|flow|flash)=[^;]+/g, (_, name) => `${name}=SEALED`)
      .replace(/"retry-after":"\d+"/, '"retry-after":"SOME"')
      .replace(/Expires=[^;]+/g, 'Expires=SOON')
      .replace(/in \d+ seconds/g, 'in SOME seconds')
      .replace(/((?:"|&quot;)seconds\\*(?:"|&quot;):)\d+/g, '$1SOME')
      .replace(/\b\d+(<!-- -->)? seconds/g, 'SOME seconds');
  return {
    status,
    headers: plain(JSON.stringify(rest)),
    policy: plain(String(policy)),
    cookies: setCookies.map(plain),
    lengths: setCookies.map((line) => Math.round(line.length / 64)),
    text: plain(text),
  };
}

/** What a quarter took less than. Whatever else the machine does only ever adds to a time, never takes from it. */
const quick = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 4)]!;

type Kind = { ask: () => Promise<unknown>; times: number[] };

const ATTEMPTS = 3;
const CLEARLY_THE_SAME = 1.15;

/**
 * How much longer one kind of asking takes than the other: the quicker ones of each, interleaved. Where they do not
 * look the same more is asked for, three times at most: what the machine does besides evens out, a difference stays.
 */
export async function timeRatio(rounds: number, one: Kind['ask'], other: Kind['ask']) {
  const kinds: [Kind, Kind] = [
    { ask: one, times: [] },
    { ask: other, times: [] },
  ];
  let ratio = Number.NaN;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    for (let round = 0; round < rounds; round++)
      await inTurn(round % 2 ? kinds : kinds.toReversed());
    ratio = quick(kinds[0].times) / quick(kinds[1].times);
    if (Math.max(ratio, 1 / ratio) < CLEARLY_THE_SAME) break;
  }
  return ratio;
}

async function inTurn(kinds: Kind[]) {
  for (const { ask, times } of kinds) {
    const startedAt = performance.now();
    await ask();
    times.push(performance.now() - startedAt);
  }
}
