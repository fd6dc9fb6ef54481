import { z } from 'zod';
import { env } from '#lib/env';
import { currentRequest, wholeResponse } from '#lib/request/context';
import { say } from '#texts/say';

/**
 * Every way in which a caller of the API can be refused, with its status: RFC 9457, `reason` names one of these. What
 * each says is in `apiTitles` and `apiDetails`.
 */
export const PROBLEMS = {
  malformed_request: 400,
  two_credentials: 400,
  unreadable_body: 400,
  bad_condition: 400,
  no_credentials: 401,
  malformed_credentials: 401,
  invalid_token: 401,
  insufficient_scope: 403,
  second_factor_needed: 403,
  other_site: 403,
  not_found: 404,
  no_such_method: 405,
  too_slow: 408,
  too_many_people: 409,
  another_account: 409,
  nothing_offered: 409,
  changed_meanwhile: 412,
  too_large: 413,
  not_json: 415,
  other_host: 421,
  invalid_fields: 422,
  storage_full: 422,
  condition_missing: 428,
  too_many_requests: 429,
  headers_too_large: 431,
  failed: 500,
  unavailable: 503,
} as const;

export type ProblemReason = keyof typeof PROBLEMS;
export type FieldError = { field: string; detail: string };

/** The body of every refusal (RFC 9457). */
export const ApiProblem = z.object({
  type: z.string().meta({ description: 'Where this kind of problem is described.' }),
  title: z.string().meta({ description: 'What it is, the same each time.' }),
  status: z.int().min(400).max(599),
  detail: z.string().meta({ description: 'What it is this time, and what to do.' }),
  reason: z
    .enum(Object.keys(PROBLEMS) as [ProblemReason, ...ProblemReason[]])
    .meta({ description: 'The kind of problem as a word for programs.' }),
  instance: z.string().meta({ description: 'What the log calls this request.' }),
  errors: z
    .array(z.object({ field: z.string(), detail: z.string() }))
    .optional()
    .meta({ description: 'Which fields are not right, and why.' }),
  scope: z.string().optional().meta({ description: 'The scope that is missing.' }),
});

export type ApiRefusal = {
  ok: false;
  reason: ProblemReason;
  errors?: FieldError[];
  scope?: string;
  headers?: Record<string, string>;
};

export const refusal = (
  reason: ProblemReason,
  more: Omit<ApiRefusal, 'ok' | 'reason'> = {},
): ApiRefusal => ({ ok: false, reason, ...more });

export const PROBLEM_TYPE = 'application/problem+json';

/** The problem as it is sent; without a context of its own it belongs to the request under way. */
export function problemOf(
  { reason, errors, scope }: Pick<ApiRefusal, 'reason' | 'errors' | 'scope'>,
  reference = currentRequest()?.id ?? '',
): z.infer<typeof ApiProblem> {
  return {
    type: `${env().APP_URL}/api/v1/openapi.json#/components/examples/${reason}`,
    title: say(`apiTitles.${reason}`),
    status: PROBLEMS[reason],
    detail: say(`apiDetails.${reason}`),
    reason,
    instance: `urn:uuid:${reference}`,
    ...(errors ? { errors } : {}),
    ...(scope ? { scope } : {}),
  };
}

export function problemAnswer(refused: ApiRefusal): Response {
  const body = problemOf(refused);
  return wholeResponse(JSON.stringify(body), {
    status: body.status,
    headers: { 'Content-Type': PROBLEM_TYPE, ...refused.headers },
  });
}

/** The problem that a status alone stands for, where nothing of ours has said more. */
const BY_STATUS: Record<number, ProblemReason> = {
  400: 'malformed_request',
  403: 'other_site',
  404: 'not_found',
  405: 'no_such_method',
  408: 'too_slow',
  413: 'too_large',
  415: 'not_json',
  421: 'other_host',
  429: 'too_many_requests',
  431: 'headers_too_large',
  503: 'unavailable',
};

export const reasonOf = (status: number): ProblemReason =>
  BY_STATUS[status] ?? (status < 500 ? 'malformed_request' : 'failed');
