import 'server-only';
import { cookies } from 'next/headers';
import type { Secret } from '#drizzle/columns';
import type { CodeRequest } from '#lib/codes/code-request';
import { type FlowDetails, type FlowState, findFlows, readDetails } from '#lib/codes/find-flow';
import type { CodePurpose, Held } from '#lib/codes/issue';
import { seal, unseal } from '#lib/crypto/seal';
import { currentRequest, type RequestContext } from '#lib/request/context';
import { cookieName, cookieOptions } from '#lib/session/cookie';
import { singleton } from '#lib/singleton';

/**
 * Something this browser is in the middle of. A code does not work without it. A half-finished flow is
 * not a session: this opens no page but its own.
 */
export type Flow = FlowState & FlowDetails & { codeId: string; secret: Secret };

/** A day, so that what took too long can be said: how long a flow is open its row decides. */
const FLOW_SECONDS = 24 * 3600;
/** In one browser at the same time; the oldest goes. What they are about is kept in their rows. */
const LATEST = 8;

/** `isDone`: only its own form finds it, and is told so; no page is about it. */
type Entry = Held & { kind: CodePurpose; isDone?: true };

/** The number of the flow that an action was for, for the page that is made in the same answer. */
const named = () => singleton('named-flows', () => new WeakMap<RequestContext, string>());

/**
 * A flow of this kind that the browser is in, or null: the one of this number, which its form brings, and no
 * other; without a number the one that was begun last.
 */
export async function readFlow(kind: CodePurpose, number = ''): Promise<Flow | null> {
  const context = currentRequest();
  if (context && number) named().set(context, number);
  const wanted = number || (context && named().get(context));
  const entries = (await readEntries()).filter((one) => one.kind === kind);
  const held = entries.filter((one) => (wanted ? one.id === wanted : !one.isDone));
  const found = await findFlows(kind, held);
  const flow = found.find(({ isUsed }) => !isUsed) ?? found[0];
  const secret = held.find(({ id }) => id === flow?.id)?.secret;
  if (!flow || !secret) return null;
  return { ...flow, ...(await readDetails(flow.id)), codeId: flow.id, secret };
}

/** What a form that asks for a code says about this browser. */
export async function codeRequestOf(
  kind: CodePurpose,
  { form, next }: { form: string; next: string },
): Promise<CodeRequest> {
  const held = (await readEntries()).filter((one) => one.kind === kind && !one.isDone);
  return { held, form, next };
}

/** Notes a flow in this browser, as the latest; those that are under way go on beside it. */
export async function writeFlow(kind: CodePurpose, begun: { codeId: string; secret: Secret }) {
  const { codeId: id, secret } = begun;
  const others = (await readEntries()).filter((one) => one.id !== id);
  await writeEntries([{ kind, id, secret }, ...others].slice(0, LATEST));
}

/** Notes that a flow is done: its form, sent once more, is told so. The first to go when there are many. */
export async function endFlow(id: string) {
  const entries = await readEntries();
  const ended = entries
    .filter((one) => one.id === id)
    .map((one) => ({ ...one, isDone: true as const }));
  await writeEntries([...entries.filter((one) => one.id !== id), ...ended]);
}

async function readEntries(): Promise<Entry[]> {
  const sealed = (await cookies()).get(cookieName('flow'))?.value;
  const data = sealed ? await unseal('flow', sealed, FLOW_SECONDS) : null;
  // Nobody but us can have sealed it: what is in it is what `writeEntries` put there.
  return Array.isArray(data?.['flows']) ? (data['flows'] as Entry[]) : [];
}

async function writeEntries(flows: Entry[]) {
  const sealed = flows.length > 0 ? await seal('flow', { flows }, FLOW_SECONDS) : '';
  const maxAge = flows.length > 0 ? FLOW_SECONDS : 0;
  (await cookies()).set(cookieName('flow'), sealed, { ...cookieOptions(), maxAge });
}
