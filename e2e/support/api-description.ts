import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Answer, send } from './http.ts';
import type { TestServer } from './server.ts';

type Content = Record<string, { schema: unknown; examples?: Record<string, unknown> }>;
/** Every header that is described has to be there. */
type Described = {
  headers?: Record<string, unknown>;
  content?: Content;
};
export type DescribedOperation = {
  operationId: string;
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: { content: Record<string, { schema: { $ref: string }; example?: unknown }> };
  security: Record<string, string[]>[];
  responses: Record<string, Described>;
};
type Description = {
  paths: Record<string, Record<string, DescribedOperation>>;
  components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
};

const BASE = '/api/v1';
/** What the front door says before it is known what was asked for. */
const ANYWHERE = [400, 403, 404, 405, 413, 421, 431];

const loaded = new WeakMap<object, Promise<ReturnType<typeof makeCheck>>>();

/** The description that this server serves of its API, and the check of answers against it. */
export async function described(server: TestServer) {
  if (!loaded.has(server)) loaded.set(server, load(server));
  return loaded.get(server) as ReturnType<typeof load>;
}

async function load(server: TestServer) {
  const { status, text } = await send(server, `${BASE}/openapi.json`);
  if (status !== 200) throw new Error(`No description of the API: ${status} ${text}`);
  return makeCheck(JSON.parse(text) as Description);
}

function makeCheck(description: Description) {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addVocabulary(Object.keys(description));
  ajv.addSchema(description, 'api');
  const compiled = new Map<string, ValidateFunction>();

  /** What is wrong with a value, by a schema of the description; null when nothing is. */
  function wrongWith(schema: unknown, value: unknown): string | null {
    const absolute = JSON.stringify(schema).replaceAll('"#/', '"api#/');
    const check = compiled.get(absolute) ?? ajv.compile(JSON.parse(absolute));
    compiled.set(absolute, check);
    return check(value) ? null : ajv.errorsText(check.errors);
  }

  function operationFor(method: string, url: string) {
    const path = pathOf(url);
    const templates = Object.keys(description.paths).filter((one) => patternOf(one).test(path));
    // What is written out in a path comes before what stands for anything.
    const [template] = templates.sort((a, b) => a.split('{').length - b.split('{').length);
    const methods = template ? (description.paths[template] ?? {}) : null;
    return { methods, operation: methods?.[method.toLowerCase()] };
  }

  /** Throws unless the answer is exactly one that the description names for what was asked. */
  function check(method: string, url: string, answer: Answer) {
    const asked = method === 'HEAD' ? 'GET' : method;
    const { methods, operation } = operationFor(asked, url);
    const found = operation?.responses[answer.status];
    const problem = found
      ? problemOf(found, answer, method === 'HEAD')
      : elsewhere(methods, answer, method === 'HEAD');
    if (problem)
      throw new Error(`${method} ${url} answered ${answer.status} ${answer.text}: ${problem}`);
  }

  function problemOf({ headers = {}, content }: Described, answer: Answer, isHead: boolean) {
    const missing = Object.keys(headers).filter((name) => !answer.headers[name.toLowerCase()]);
    if (missing.length > 0) return `the headers ${missing} are missing`;
    if (!String(answer.headers['cache-control']).includes('no-store')) return 'it may be kept';
    if (isHead) return null;
    return content ? wrongBody(content, answer) : answer.text && 'it has a body';
  }

  function wrongBody(content: Content, { headers, text }: Answer): string | null {
    const type = String(headers['content-type']);
    const media = content[type];
    if (!media) return `its type ${type} is not described`;
    const value = JSON.parse(text);
    const wrong = wrongWith(media.schema, value);
    if (wrong || !media.examples) return wrong;
    const reasons = Object.keys(media.examples);
    return reasons.includes(value.reason) ? null : `its reason is not one of ${reasons}`;
  }

  /** An answer to what is not described: a problem, and for a method that is not there with those that are. */
  function elsewhere(
    methods: Record<string, unknown> | null,
    answer: Answer,
    isHead: boolean,
  ): string | null {
    if (!ANYWHERE.includes(answer.status)) return 'this status is not described';
    const schema = { $ref: '#/components/schemas/Problem' };
    const content = { 'application/problem+json': { schema } };
    if (answer.status === 405 && methods) {
      const allow = String(answer.headers.allow).split(', ');
      const missing = Object.keys(methods).filter((one) => !allow.includes(one.toUpperCase()));
      if (missing.length > 0) return `Allow does not name ${missing}`;
    }
    return problemOf({ content }, answer, isHead);
  }

  return { description, check, wrongWith };
}

const pathOf = (url: string) => (url.split('?')[0] ?? '').slice(BASE.length);

const patternOf = (template: string) =>
  new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
