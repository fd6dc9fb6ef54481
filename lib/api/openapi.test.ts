import { globSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { openApi } from '#lib/api/openapi';
import type { Operation } from '#lib/api/operation';
import { OPERATIONS } from '#lib/api/operations';
import { PROBLEMS } from '#lib/api/problem';
import { sent } from '#lib/api/schema';
import { namesOf } from '#lib/api/thing-schema';
import { operationsOf } from '#lib/api/things';
import { SCOPE_OF } from '#lib/permissions/scopes';
import { ALL_THINGS } from '#lib/product/resources';

// biome-ignore lint/suspicious/noExplicitAny: a document as its readers get it, of no type that we made
type Any = any;
const document = () => JSON.parse(JSON.stringify(openApi()));

/** Every file of the API with its path and its source: ours, and those on the things of the product. */
const files = globSync('app/{,(product)/}api/v1/**/route.ts').map((file) => ({
  path: file
    .replace(/^app\/(\(product\)\/)?api\/v1/, '')
    .slice(0, -'/route.ts'.length)
    .replaceAll(/\[(\w+)\]/g, '{$1}'),
  source: readFileSync(file, 'utf8'),
}));

/** Every method that a route.ts of the API exports, by its sources: "GET /notes/{note}". */
const routes = () =>
  files.flatMap(({ path, source }) => {
    const named = [...source.matchAll(/^ {2}([A-Z]+): \w+\.\w+,$/gm)].map(([, method]) => method);
    const own = [...source.matchAll(/^export (?:async )?function ([A-Z]+)/gm)].map(([, m]) => m);
    return [...named, ...own].map((method) => `${method} ${path}`);
  });

test('every route of the API is described, and nothing is that is not there', () => {
  const described = Object.entries<Any>(document()['paths']).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual(routes().sort());
  expect(described.length).toBeGreaterThan(4);
});

/** The operations that a route names, by their names there. */
function operationsIn(source: string): Record<string, Operation> {
  const kind = source.match(/^const (\w+)Operations = operationsOf\(\1Resource\);$/m)?.[1];
  const of = ALL_THINGS.find((one) => one.kind === kind);
  return of ? operationsOf(of) : OPERATIONS;
}

test('each route answers with the operation that is described for it', () => {
  for (const { path, source } of files)
    for (const [, method, name = ''] of source.matchAll(
      /^ {2}([A-Z]+): \w+Operations\.(\w+),$/gm,
    )) {
      const operation = operationsIn(source)[name];
      expect([name, operation?.method, operation?.path]).toEqual([name, method, path]);
    }
});

/** What says whether something is what the description calls by this name. */
function schemaOf(name: string) {
  const ajv = new Ajv2020({ strict: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addVocabulary(Object.keys(document()));
  ajv.addSchema(document(), 'api');
  return ajv.compile({ $ref: `api#/components/schemas/${name}` });
}

/** Every object in the description, with the way to it. */
function* objects(at: unknown, way = '#'): Generator<[string, Any]> {
  if (typeof at !== 'object' || at === null) return;
  yield [way, at as Any];
  for (const [key, value] of Object.entries(at)) yield* objects(value, `${way}/${key}`);
}

test('every reference leads to something, and every schema is one', () => {
  const whole = document();
  for (const [way, { $ref }] of objects(whole)) {
    if (typeof $ref !== 'string') continue;
    const target = ($ref as string)
      .slice(2)
      .split('/')
      .reduce<Any | undefined>((at, key) => at?.[key], whole);
    expect([way, $ref, target === undefined]).toEqual([way, $ref, false]);
  }
  const schemas = Object.entries(whole['components']?.['schemas'] as Any);
  expect(schemas.length).toBeGreaterThan(5);
  for (const [name] of schemas) expect(() => schemaOf(name), name).not.toThrow();
});

test('every problem has its example, which is one', () => {
  const { components } = document();
  const isProblem = schemaOf('Problem');
  expect(Object.keys(components?.['examples'] as Any)).toEqual(Object.keys(PROBLEMS));
  for (const [reason, { value }] of Object.entries<Any>(components.examples)) {
    expect(isProblem(value), JSON.stringify(isProblem.errors)).toBe(true);
    expect(String(value?.['type'])).toMatch(
      new RegExp(`/openapi\\.json#/components/examples/${reason}$`),
    );
  }
});

test('what a client may send is named field by field, and nothing else is taken', () => {
  const schemas = document()['components']?.['schemas'] as Any;
  const bodies = Object.values(OPERATIONS).flatMap(
    ({ body }) => (body && sent.get(body)?.id) ?? [],
  );
  for (const name of bodies)
    expect(schemas[name]).toMatchObject({ type: 'object', additionalProperties: false });
  for (const of of ALL_THINGS)
    if ('create' in of.scopes)
      expect(schemas[`${namesOf(of).One}Fields`]?.['required']).toEqual(Object.keys(of.fields));
});

test('no answer has a field for a secret, a hash or a row', () => {
  const names = [...objects(document()['components']?.['schemas'])].flatMap(([, one]) =>
    Object.keys((one['properties'] as Any | undefined) ?? {}),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => /secret|hash|password|token|subject|userId/i.test(name))).toEqual(
    [],
  );
});

test('each operation asks for exactly one scope, of a program or a personal token, or the cookie, and only the description for neither', () => {
  for (const [path, methods] of Object.entries<Any>(document()['paths']))
    for (const [, { operationId, security }] of Object.entries<Any>(methods)) {
      const act = OPERATIONS[String(operationId)]?.act;
      const scope = act && SCOPE_OF[act];
      const expected = act ? [{ cookie: [] }, { oauth2: [scope] }, { personalToken: [scope] }] : [];
      expect([path, security]).toEqual([path, expected]);
    }
});
