import { type Api, apiByCookie } from '#e2e/support/api';
import { type DescribedOperation, described } from '#e2e/support/api-description';
import { forgetLimits } from '#e2e/support/database';
import { send } from '#e2e/support/http';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import fc from '#lib/testing/fast-check.test-support';

/** Requests to each operation; more in a run that has the time: FUZZ_RUNS=20000. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 25);
const PATIENCE_MS = 180_000 + RUNS * 1_000;

const long = fc.constantFrom('a'.repeat(100_000), '\u{1f600}'.repeat(20_000), '\u0000', '\ud800');
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string(), long);
const nasty = fc.constantFrom(
  ...[
    '%',
    '%00',
    '%ff',
    '%2e%2e',
    '..%2f',
    '%0d%0a',
    '%F0%9F%98%80',
    "'%20or%201=1",
    ';',
    '*',
    '%5c',
  ],
);
const names = [
  'title',
  'text',
  'address',
  'role',
  'id',
  'revision',
  '__proto__',
  'constructor',
  '',
];
const json = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.dictionary(fc.constantFrom(...names), fc.oneof(text, fc.jsonValue({ maxDepth: 2 }))),
);
/** What Node sends as the value of a header. */
const headerText = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
    { maxLength: 30 },
  )
  .map((codes) => String.fromCharCode(...codes));

/** Anything that could be sent to an operation, mostly near to what it takes. */
function requests(example: unknown, own: string) {
  const near = fc
    .dictionary(fc.constantFrom(...names), fc.oneof(text, fc.jsonValue({ maxDepth: 1 })))
    .map((more) => ({ ...(example as object), ...more }));
  return fc.record({
    segment: fc.oneof(
      fc.constant(own),
      fc.uuid(),
      nasty,
      fc.string({ minLength: 1, unit: 'grapheme' }).map(encodeURIComponent),
    ),
    query: fc.oneof(
      fc.constant(''),
      text.map((after) => `?after=${encode(after)}`),
      nasty.map((x) => `?${x}`),
    ),
    condition: fc.oneof(fc.constant('"1"'), headerText),
    type: fc.oneof(
      { weight: 6, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: headerText },
    ),
    body: fc.oneof(
      near.map((value) => JSON.stringify(value)),
      json.map((value) => JSON.stringify(value)),
      text,
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc.integer({ min: 1, max: 60_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
      fc
        .integer({ min: 1, max: 20_000 })
        .map((depth) => `${'{"title":'.repeat(depth)}1${'}'.repeat(depth)}`),
    ),
  });
}

/** In an address, which has no room for all of a long text. */
const encode = (value: string) =>
  encodeURIComponent(value.slice(0, 300).toWellFormed()).slice(0, 900);

async function fuzz(
  api: Api,
  method: string,
  template: string,
  operation: DescribedOperation,
  own: string,
) {
  const example = operation.requestBody?.content['application/json']?.example;
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(requests(example ?? {}, own), async (made) => {
      const path = template.replaceAll(/\{\w+\}/g, () => made.segment) + made.query;
      const answer = await api(method, path, {
        ...(method === 'GET' ? {} : { body: made.body }),
        headers: { 'If-Match': made.condition, 'Content-Type': made.type },
      });
      statuses.add(answer.status);
      expect(answer.status, `${method} ${path}`).toBeLessThan(500);
    }),
    { numRuns: RUNS },
  );
  return statuses;
}

test('whatever is sent to whichever operation, it is answered as described, and never by a 500', {
  tag: '@long',
}, async ({ server }) => {
  test.setTimeout(PATIENCE_MS);
  // What other tests made the same server say is not this one's.
  const saidBefore = server.output().length;
  const visitor = newVisitor(server);
  await visitor.signUp();
  const api = apiByCookie(server, visitor);
  const { description } = await described(server);
  const seen = new Set<number>();
  for (const [template, methods] of Object.entries(description.paths))
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.security.length === 0) continue;
      forgetLimits(server);
      const { id } = (await api('POST', '/notes', { body: { title: 'Plans', text: '' } })).json;
      for (const status of await fuzz(api, method.toUpperCase(), template, operation, id))
        seen.add(status);
    }
  for (const status of [200, 404, 415, 422]) expect([...seen]).toContain(status);
  expect((await send(server, '/health/ready')).status).toBe(200);
  expect((await api('GET', '/me')).status).toBe(200);
  expect(server.output().slice(saidBefore)).not.toMatch(/"level":(50|60)/);
});
