import type { Answer } from './http.ts';

/** An answer without what differs in every answer, whoever it is for. */
export function shapeOf({ status, headers, text, setCookies }: Answer, typed: string) {
  const { date: _, 'content-security-policy': policy = '', ...rest } = headers;
  const nonce = String(policy).match(/'nonce-([^']+)'/)?.[1] ?? 'none';
  const plain = (value: string) =>
    value
      .replaceAll(nonce, 'NONCE')
      .replaceAll(typed, 'TYPED')
      .replace(/k[0-9a-f]{32}/g, 'KEY')
      .replace(/(session|flow)=[^;]+/g, (_, name) => `${name}=SEALED`)
      .replace(/"retry-after":"\d+"/, '"retry-after":"SOME"')
      .replace(/Expires=[^;]+/g, 'Expires=SOON')
      .replace(/in \d+ seconds/g, 'in SOME seconds')
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

/** How much longer one kind of asking takes than the other: the quicker ones of each, interleaved. */
export async function timeRatio(
  rounds: number,
  one: () => Promise<unknown>,
  other: () => Promise<unknown>,
): Promise<number> {
  const kinds = [
    { ask: one, times: [] as number[] },
    { ask: other, times: [] as number[] },
  ];
  for (let round = 0; round < rounds; round++) {
    for (const { ask, times } of round % 2 ? kinds : [...kinds].reverse()) {
      const startedAt = performance.now();
      await ask();
      times.push(performance.now() - startedAt);
    }
  }
  return quick(kinds[0]!.times) / quick(kinds[1]!.times);
}
