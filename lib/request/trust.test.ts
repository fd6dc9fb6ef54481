import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const files = globSync(['{lib,app}/**/*.{ts,tsx}', '*.ts'], { exclude: ['node_modules/**'] })
  .filter((file) => !/\.test(-support)?\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
const speakOf = (word: RegExp) =>
  files
    .filter(({ text }) => word.test(text))
    .map(({ file }) => file)
    .sort();

test('where a request seems to come from decides about the metrics, the signed head of the log, and nothing else', () => {
  expect(speakOf(/\bisFromThisMachine\b/)).toEqual([
    'lib/request/client.ts',
    'lib/server/read-checkpoint.ts',
    'lib/server/read-metrics.ts',
  ]);
  expect(speakOf(/\bisProxied\b/)).toEqual([
    'lib/request/client.ts',
    'lib/request/context.ts',
    'lib/server/http/request-context.ts',
  ]);
  expect(speakOf(/remoteAddress/)).toEqual([
    'lib/oauth/handle.ts',
    'lib/server/http/request-context.ts',
  ]);
});

test('no header of a prefetch keeps a use out of the record: it only spares a notice that nobody would see, and an answer that nobody asked for', () => {
  expect(speakOf(/\bisPrefetch\b/)).toEqual([
    'app/oauth/consent/[uid]/page.tsx',
    'app/oauth/logout/route.ts',
    'lib/oauth/handle.ts',
    'lib/request/context.ts',
    'lib/server/http/request-context.ts',
    'lib/session/flash.ts',
  ]);
  expect(speakOf(/sec-purpose|next-router-prefetch|['"]purpose['"]\]/i)).toEqual([
    'lib/crypto/seal.ts',
    'lib/server/http/clean-headers.ts',
    'lib/server/http/request-context.ts',
  ]);
});

test('a caller who leaves something out of a request, and brings nothing instead, is not let in', () => {
  // Each is looked at where it stands: see the tables of rules.test.ts and addresses.test.ts.
  const absent = /headers(\.\w+|\['[\w-]+'\])\)? *(===|!==) *undefined/g;
  const found = files.flatMap(({ file, text }) =>
    [...text.matchAll(absent)].map(([said]) => `${file} ${said.replace(/\)? .*/, '')}`),
  );
  expect(Object.fromEntries(found.map((one) => [one, REASONS[one]]))).toStrictEqual(REASONS);
});

const REASONS: Record<string, string> = {
  "lib/server/http/reject.ts headers['content-length']":
    'whether there is a body to be read or dropped',
  "lib/server/http/reject.ts headers['transfer-encoding']": 'the same',
  'lib/server/http/origin.ts headers.cookie':
    'a browser that brings one is refused at the door of programs',
  'lib/server/http/origin.ts headers.origin':
    'a program may name none; what it does needs its own token',
  "lib/server/http/failure.ts headers['rsc']": 'only in which words a refusal is said',
  "lib/server/http/failure.ts headers['next-action']": 'only in which words a refusal is said',
  "lib/server/http/head.ts headers['next-action']": 'only how the encoding of a text is named',
  "lib/server/http/sent.ts headers['next-action']":
    'only whether the text of a form is kept here, or by the script that sent it',
  "lib/server/http/request-context.ts headers['next-router-prefetch']":
    'only whether a notice waits',
  'lib/request/credentials-in-headers.ts headers.authorization':
    'two of them are joined into none that is good',
};
