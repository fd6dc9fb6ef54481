import 'server-only';
import { z } from 'zod';
import type { Operation } from '#lib/api/operation';
import { OPERATIONS } from '#lib/api/operations';
import { PROBLEM_TYPE, PROBLEMS, Problem, type ProblemReason, problemOf } from '#lib/api/problem';
import { answered, sent } from '#lib/api/schema';
import { SCOPE_OF } from '#lib/api/scopes';
import { env } from '#lib/env';
import { kept } from '#lib/kept';
import { API_SCOPES, sayScope } from '#lib/oauth/scopes';
import { cookieName } from '#lib/session/cookie';

/** How every operation can refuse, whatever it does. */
const ALWAYS: ProblemReason[] = [
  'malformed_request',
  'two_credentials',
  'no_credentials',
  'malformed_credentials',
  'invalid_token',
  'insufficient_scope',
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
export const openApi = () => kept('openapi', describe);

function describe() {
  const site = env().APP_URL;
  return {
    openapi: '3.1.1',
    info: {
      title: 'Gatehouse API',
      version: '1',
      description:
        'Your account, your sessions and your notes. Send a bearer token and no cookie, or, from a page of this site, the cookie of your session. Every refusal is a problem (RFC 9457); its `reason` is a word for programs.',
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
  const asks: ProblemReason[] = operation.isConditional
    ? ['condition_missing', 'bad_condition']
    : [];
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    parameters: parametersOf(operation),
    ...(body ? { requestBody: { required: true, content: json(body, operation.example) } } : {}),
    security: [{ cookie: [] }, { oauth2: [SCOPE_OF[act]] }],
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

function parametersOf({ path, query, isConditional }: Operation) {
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
    required: true,
    description: 'The ETag of the note as it was read.',
    schema: { type: 'string', examples: ['"1"'] },
  };
  return [...inPath, ...inQuery, ...(isConditional ? [condition] : [])];
}

const HEADERS: Record<number, string[]> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** The refusals by status, each with the reasons it can have. */
function refusals(reasons: ProblemReason[]) {
  const byStatus = Map.groupBy(new Set(reasons), (reason) => PROBLEMS[reason][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      {
        description: those.map((reason) => PROBLEMS[reason][1]).join('; '),
        headers: Object.fromEntries(
          (HEADERS[status] ?? []).map((name) => [
            name,
            { required: true, schema: { type: 'string' } },
          ]),
        ),
        content: {
          [PROBLEM_TYPE]: {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(
              those.map((reason) => [reason, { $ref: `#/components/examples/${reason}` }]),
            ),
          },
        },
      },
    ]),
  );
}

const examples = () =>
  Object.fromEntries(
    (Object.keys(PROBLEMS) as ProblemReason[]).map((reason) => [
      reason,
      {
        summary: PROBLEMS[reason][1],
        value: problemOf({ reason }, '00000000-0000-4000-8000-000000000000'),
      },
    ]),
  );

const nameOf = (schema: z.ZodType) => (sent.get(schema) ?? answered.get(schema))?.id;
const json = (schema: z.ZodType, example?: unknown) => ({
  'application/json': {
    schema: { $ref: `#/components/schemas/${nameOf(schema)}` },
    ...(example ? { example } : {}),
  },
});

/** Bodies as they are sent, answers as they are received, each under its name. */
function schemas() {
  answered.add(Problem, { id: 'Problem' });
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

function securitySchemes(site: string) {
  const tokenUrl = `${site}/oauth/token`;
  const scopes = Object.fromEntries(API_SCOPES.map((scope) => [scope, sayScope(scope)]));
  return {
    cookie: {
      type: 'apiKey',
      in: 'cookie',
      name: cookieName('session'),
      description:
        'The session of a browser, from a page of this site only, and only without an Authorization header.',
    },
    oauth2: {
      type: 'oauth2',
      description: 'A bearer token of a native app or a command line, without any cookie.',
      flows: {
        authorizationCode: {
          authorizationUrl: `${site}/oauth/authorize`,
          tokenUrl,
          refreshUrl: tokenUrl,
          scopes,
        },
        // OpenAPI has no name for the device grant (RFC 8628) before 3.2.
        'x-deviceAuthorization': {
          deviceAuthorizationUrl: `${site}/oauth/device_authorization`,
          tokenUrl,
          refreshUrl: tokenUrl,
          scopes,
        },
      },
    },
  };
}
