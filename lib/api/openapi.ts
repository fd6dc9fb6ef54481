import 'server-only';
import { z } from 'zod';
import type { Operation } from '#lib/api/operation';
import { OPERATIONS } from '#lib/api/operations';
import { ApiProblem, type ProblemReason } from '#lib/api/problem';
import { examples, refusals } from '#lib/api/refusals';
import { answered, sent } from '#lib/api/schema';
import { securitySchemes } from '#lib/api/security';
import { joinedBy } from '#lib/api/thing-schema';
import { env } from '#lib/env';
import { SCOPE_OF } from '#lib/permissions/scopes';
import { siteName } from '#lib/product/brand';
import { ALL_THINGS } from '#lib/product/resources';
import { singleton } from '#lib/singleton';

/** How every operation can refuse, whatever it does. */
const ALWAYS: ProblemReason[] = [
  'malformed_request',
  'another_account',
  'two_credentials',
  'no_credentials',
  'malformed_credentials',
  'invalid_token',
  'insufficient_scope',
  'second_factor_needed',
  'other_site',
  'not_found',
  'too_large',
  'other_host',
  'too_many_requests',
  'headers_too_large',
  'failed',
  'unavailable',
];

/**
 * The description of the API (OpenAPI 3.1), made from the very schemas that read what is sent and write what
 * is answered. The same for everybody.
 */
export const openApi = () => singleton('openapi', describe);

function describe() {
  const site = env().APP_URL;
  return {
    openapi: '3.1.1',
    info: {
      title: `${siteName()} API`,
      version: '1',
      description: `${yours()}. Send a bearer token, of a program or a personal one, and no cookie, or, from a page of this site, the cookie of your session. Every refusal is a problem (RFC 9457); its \`reason\` is a word for programs.`,
    },
    servers: [{ url: `${site}/api/v1` }],
    paths: pathsOf(Object.entries(OPERATIONS)),
    components: {
      schemas: schemas(),
      examples: examples(),
      securitySchemes: securitySchemes(site),
    },
  };
}

/** What the API is about. */
const yours = () =>
  joinedBy('and', [
    'Your account',
    'your sessions',
    ...ALL_THINGS.map(({ plural }) => `your ${plural}`),
  ]);

function pathsOf(operations: [string, Operation][]) {
  const paths: Record<string, Record<string, unknown>> = {
    '/openapi.json': {
      get: {
        operationId: 'readDescription',
        summary: 'This description',
        security: [],
        responses: {
          200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: true } } },
          ...refusals([
            'malformed_request',
            'other_host',
            'headers_too_large',
            'failed',
            'unavailable',
          ]),
        },
      },
    },
  };
  for (const [id, operation] of operations) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] as object, {
      [operation.method.toLowerCase()]: describeOperation(id, operation),
    });
  }
  return paths;
}

function describeOperation(id: string, operation: Operation) {
  const { act, summary, description, body, problems = [] } = operation;
  const reads: ProblemReason[] = body ? ['unreadable_body', 'not_json', 'invalid_fields'] : [];
  const { condition } = operation;
  const asks: ProblemReason[] = [
    ...(condition ? (['bad_condition'] as const) : []),
    ...(condition === 'required' ? (['condition_missing'] as const) : []),
  ];
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    parameters: parametersOf(operation),
    ...(body ? { requestBody: { required: true, content: json(body, operation.example) } } : {}),
    security: [{ cookie: [] }, { oauth2: [SCOPE_OF[act]] }, { personalToken: [SCOPE_OF[act]] }],
    responses: {
      [operation.status]: success(operation),
      ...refusals([...ALWAYS, ...reads, ...asks, ...problems]),
    },
  };
}

function success({ status, answer, headers = {} }: Operation) {
  const described = Object.entries(headers).map(([name, description]) => [
    name,
    { description, required: true, schema: { type: 'string' } },
  ]);
  return {
    description: { 200: 'Here it is', 201: 'It is made', 204: 'It is done' }[status],
    ...(described.length > 0 ? { headers: Object.fromEntries(described) } : {}),
    ...(answer ? { content: json(answer) } : {}),
  };
}

function parametersOf({ path, query, condition: asks, on }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const asked = query instanceof z.ZodObject ? Object.entries<z.ZodType>(query.shape) : [];
  const inQuery = asked.map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: plain(z.toJSONSchema(schema, { io: 'input' })),
  }));
  const condition = {
    name: 'If-Match',
    in: 'header',
    required: asks === 'required',
    description: `The ETag of the ${on} as it was read.`,
    schema: { type: 'string', examples: ['"1"'] },
  };
  return [...inPath, ...inQuery, ...(asks ? [condition] : []), MADE_FOR];
}

const MADE_FOR = {
  name: 'Made-For',
  in: 'header',
  required: false,
  description:
    'With the cookie: the mark by which a page of this site says for which account it was made. What was typed there then never reaches another account that was signed in to since.',
  schema: { type: 'string' },
};

const nameOf = (schema: z.ZodType) => (sent.get(schema) ?? answered.get(schema))?.id;
const json = (schema: z.ZodType, example?: unknown) => ({
  'application/json': {
    schema: { $ref: `#/components/schemas/${nameOf(schema)}` },
    ...(example ? { example } : {}),
  },
});

/** Bodies as they are sent, answers as they are received, each under its name. */
function schemas() {
  answered.add(ApiProblem, { id: 'Problem' });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const all = {
    ...z.toJSONSchema(sent, { io: 'input', uri }).schemas,
    ...z.toJSONSchema(answered, { io: 'output', uri }).schemas,
  };
  return Object.fromEntries(Object.entries(all).map(([name, schema]) => [name, plain(schema)]));
}

/** A schema without what only a document of its own needs. */
function plain({ $schema: _, $id: __, ...rest }: { $schema?: unknown; $id?: unknown }) {
  return rest;
}
