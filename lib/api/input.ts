import 'server-only';
import type { z } from 'zod';
import type { Call, Operation } from '#lib/api/operation';
import { type ApiRefusal, type FieldError, refusal } from '#lib/api/problem';
import { sayFieldError } from '#lib/coded';
import { say } from '#texts/say';

type Read<Value> = { ok: true; value: Value } | ApiRefusal;

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i;
/** Our ETags; a proxy that compresses the answer makes it a weak one, and the revision is the same. */
const REVISION = /^(?:W\/)?"(\d{1,9})"$/;

/** Everything that an operation is called with, read by its schemas; the first thing that is wrong is told. */
export async function readInput(
  { body, query, condition: asks }: Operation,
  request: Request,
  params: Record<string, string>,
): Promise<Read<Call<unknown, unknown>>> {
  const asked = query ? readQuery(query, new URL(request.url).searchParams) : nothing;
  if (!asked.ok) return asked;
  const condition = asks ? readRevision(request.headers.get('if-match'), asks) : noRevision;
  if (!condition.ok) return condition;
  const sent = body ? await readBody(body, request) : nothing;
  if (!sent.ok) return sent;
  return {
    ok: true,
    value: { params, query: asked.value, body: sent.value, revision: condition.value },
  };
}

const nothing = { ok: true, value: undefined } as const;
const noRevision = { ok: true, value: null } as const;

/** Each parameter once; those that nobody knows say nothing. */
function readQuery(schema: z.ZodType, asked: URLSearchParams): Read<unknown> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of asked.keys()) (seen.has(name) ? twice : seen).add(name);
  if (twice.size > 0)
    return refusal('invalid_fields', {
      errors: [...twice].map((field) => ({ field, detail: say('apiFields.once') })),
    });
  return checked(schema, Object.fromEntries(asked));
}

/** RFC 9110 13.1.1, for one revision only: "any" would be to overwrite what nobody has read. */
function readRevision(
  condition: string | null,
  asks: 'required' | 'optional',
): Read<number | null> {
  if (condition === null) return asks === 'optional' ? noRevision : refusal('condition_missing');
  const revision = condition.trim().match(REVISION)?.[1];
  return revision ? { ok: true, value: Number(revision) } : refusal('bad_condition');
}

async function readBody(schema: z.ZodType, request: Request): Promise<Read<unknown>> {
  const coding = request.headers.get('content-encoding') ?? 'identity';
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '') || coding !== 'identity')
    return refusal('not_json');
  const sent = parseJson(await request.arrayBuffer());
  return sent.ok ? checked(schema, sent.value) : sent;
}

function parseJson(bytes: ArrayBuffer): Read<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return refusal('unreadable_body');
  }
}

function checked(schema: z.ZodType, value: unknown): Read<unknown> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refusal('invalid_fields', { errors: errorsOf(parsed.error) });
}

const MAX_NAMED = 20;

/** The first thing wrong with each field; one that does not exist is named, but never what stood in it. */
function errorsOf({ issues }: z.ZodError): FieldError[] {
  const errors = new Map<string, string>();
  const note = (field: string, detail: string) => {
    if (!errors.has(field) && errors.size < MAX_NAMED) errors.set(field, detail);
  };
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) note(key.slice(0, 100), say('apiFields.unknown'));
    else
      note(
        issue.path.join('.'),
        issue.path.length ? sayFieldError(issue.message) : say('apiFields.object'),
      );
  }
  return [...errors].map(([field, detail]) => ({ field, detail }));
}
