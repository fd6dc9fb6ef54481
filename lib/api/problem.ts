import { z } from 'zod';
import { env } from '#lib/env';
import { currentRequest, wholeResponse } from '#lib/request/context';

type Described = readonly [status: number, title: string, detail: string];

/** Every way in which a caller of the API can be refused: RFC 9457, `reason` names one of these. */
export const PROBLEMS = {
  malformed_request: [
    400,
    'The request could not be read',
    'Something in its path, headers or body is broken. Nothing was changed.',
  ],
  two_credentials: [
    400,
    'Two credentials at once',
    'The request brings both an Authorization header and a cookie of this site. Send one of them: browsers send the cookie, other clients a bearer token.',
  ],
  unreadable_body: [
    400,
    'The body is no JSON',
    'Send one JSON value in UTF-8. Nothing was changed.',
  ],
  bad_condition: [
    400,
    'The condition cannot be used',
    'Name exactly one revision in If-Match, as the ETag of the note says it.',
  ],
  no_credentials: [
    401,
    'Nobody is signed in',
    'Send a bearer token, or from a page of this site the cookie of a session that has not ended.',
  ],
  malformed_credentials: [
    401,
    'The Authorization header could not be read',
    'It has to be the word Bearer, one space and one access token.',
  ],
  invalid_token: [
    401,
    'The access token is not valid',
    'It is not one of ours, has expired, or its grant has ended. Refresh it, or sign in again.',
  ],
  insufficient_scope: [
    403,
    'The access token does not reach this far',
    'It was not given the scope that this asks for.',
  ],
  other_site: [
    403,
    'This did not come from our own page',
    'With a cookie, only a page of this site may ask. Other clients send a bearer token and no cookie, and a page of another site cannot use this API.',
  ],
  not_found: [404, 'There is no such thing', 'It does not exist, or it is not yours to see.'],
  no_such_method: [405, 'There is no such method here', 'The Allow header names those there are.'],
  too_slow: [408, 'This took too long', 'The request did not arrive in time. Nothing was changed.'],
  too_many_people: [
    409,
    'This note is shared with as many people as it can be',
    'Remove somebody first.',
  ],
  another_account: [
    409,
    'This was typed in another account',
    'Made-For names another account than the one that is signed in now. Nothing was changed.',
  ],
  nothing_offered: [
    409,
    'Nothing is offered',
    'There is no such offer of this note, or not any more.',
  ],
  changed_meanwhile: [
    412,
    'The note was changed meanwhile',
    'If-Match names an older revision than the note has now. Nothing was written: read it again, and build on what it says now.',
  ],
  too_large: [413, 'This is too much at once', 'The body is larger than anything asked for here.'],
  not_json: [
    415,
    'The body has to be JSON',
    'Send it as application/json in UTF-8, neither compressed nor encoded otherwise.',
  ],
  other_host: [
    421,
    'This is not the address of this site',
    'The server does not answer under the name you used.',
  ],
  invalid_fields: [422, 'Some fields are not right', 'See `errors`. Nothing was changed.'],
  storage_full: [
    422,
    'There is no room for this',
    'The notes of the account that owns it would take up more than an account here may (STORAGE_QUOTA_MB). Make it shorter, or delete something. Nothing was changed.',
  ],
  condition_missing: [
    428,
    'Say which revision you change',
    'Send the ETag of the note that you read as If-Match, so that nobody else’s words are lost.',
  ],
  too_many_requests: [429, 'Too many requests', 'Wait as long as Retry-After says (seconds).'],
  headers_too_large: [431, 'The headers are too large', 'Send fewer or smaller ones.'],
  failed: [
    500,
    'Something went wrong on our side',
    'It has been written to the log. What was sent may have been saved: look before you send it again.',
  ],
  unavailable: [
    503,
    'We cannot do this right now',
    'Try again in as many seconds as Retry-After says. What was sent may have been saved: look first.',
  ],
} as const satisfies Record<string, Described>;

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

/** The problem as it is sent; without an exchange of its own it belongs to the request under way. */
export function problemOf(
  { reason, errors, scope }: Pick<ApiRefusal, 'reason' | 'errors' | 'scope'>,
  reference = currentRequest()?.id ?? '',
): z.infer<typeof ApiProblem> {
  const [status, title, detail] = PROBLEMS[reason];
  return {
    type: `${env().APP_URL}/api/v1/openapi.json#/components/examples/${reason}`,
    title,
    status,
    detail,
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
