import 'server-only';
import { findCaller } from '#lib/api/caller';
import { readInput } from '#lib/api/input';
import type { HttpMethod, Operation, Outcome } from '#lib/api/operation';
import { type ApiRefusal, problemAnswer, refusal } from '#lib/api/problem';
import { auditRefusal } from '#lib/authorization/audit-refusal';
import { setResponse, wholeResponse } from '#lib/request/context';
import type { Viewer } from '#lib/session/store';

type Context = { params: Promise<Record<string, string>> };
type Handler = (request: Request, context: Context) => Promise<Response>;

const METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What a route.ts of the API exports: its operations, and for every other method the answer that names them. */
export function resource(
  operations: Partial<Record<HttpMethod, Operation>>,
): Record<HttpMethod, Handler> {
  const handlers = METHODS.map((method) => {
    const operation = operations[method];
    return [method, operation ? endpoint(operation) : without(operations)] as const;
  });
  return Object.fromEntries(handlers) as Record<HttpMethod, Handler>;
}

/**
 * Answers one operation: who is calling, what they send, the act of lib/, what came of it. Nothing is read
 * of what was sent before it is known who sent it.
 */
const endpoint =
  (operation: Operation): Handler =>
  async (request, context) => {
    // From here on a failure is our bug and not a malformed request.
    setResponse({ actionStarted: true });
    const caller = await findCaller(request, operation.act);
    if (!caller.ok) return problemAnswer(caller);
    const params = await context.params;
    const input = await readInput(operation, request, params ?? {});
    if (!input.ok) return problemAnswer(input);
    const outcome = await operation.run(caller.viewer, input.value);
    if (outcome.ok) return done(operation, outcome);
    return problemAnswer(await told(caller.viewer, operation, params ?? {}, outcome));
  };

/** As `refuse` on pages: what is not allowed is not there, and the log knows. */
async function told(
  viewer: Viewer,
  { act, on = '' }: Operation,
  params: Record<string, string>,
  outcome: Exclude<Outcome<unknown>, { ok: true }>,
): Promise<ApiRefusal> {
  if (outcome.reason !== 'not_allowed') return outcome;
  await auditRefusal(viewer, act, params[on] ?? '');
  return refusal('not_found');
}

/** Only what the schema of the answer names is sent, whatever else the domain knows. */
function done(
  { status, answer }: Operation,
  { value, headers = {} }: Extract<Outcome<unknown>, { ok: true }>,
): Response {
  if (!answer) return new Response(null, { status, headers });
  return wholeResponse(JSON.stringify(answer.parse(value)), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

function without(operations: Partial<Record<HttpMethod, Operation>>): Handler {
  const names = METHODS.filter((method) => operations[method]);
  const allow = names.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])).join(', ');
  return async () => problemAnswer(refusal('no_such_method', { headers: { Allow: allow } }));
}
