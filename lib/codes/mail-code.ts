import 'server-only';
import type { Secret } from '#drizzle/columns';
import { type CodeRequest, EMPTY_CODE_REQUEST, flowsFor } from '#lib/codes/code-request';
import { type Held, newCode, nextCode } from '#lib/codes/issue';
import { mailByNetwork } from '#lib/codes/limits';
import { type MailRequest, takeMail } from '#lib/codes/mail-budget';
import { expectRow, transaction } from '#lib/db/transaction';
import { networkKey } from '#lib/limits/network';
import { dropMailOf, post } from '#lib/mail/outbox';
import type { Mail } from '#lib/mail/template';
import { fail, ok, type Result } from '#lib/result';

/** A flow that has begun: what its cookie holds, and whether a mail went out for it. */
export type Begun = { codeId: string; secret: Secret; isMailed: boolean };

export type ResendFailure = 'too_soon' | 'flow_over';

type What = MailRequest & {
  /** Whether the mailed code is to work; a code for an address that must not be told apart never does. */
  isRight: boolean;
  /** The mail that goes out, for this code. */
  mailFor: (code: string) => Mail;
};

/**
 * Begins a flow and mails its code. When the address has been mailed too often no mail goes out, which
 * looks the same for every address; then a code that this browser waits for already stays the right one, and
 * if there is none, no code is right. `waitForMail` says when a mail can go out.
 */
export async function mailCode(
  what: What,
  payload: object,
  asked: CodeRequest = EMPTY_CODE_REQUEST,
): Promise<Begun> {
  const isMailed = !(await takeMail(what));
  for (const flow of await flowsFor(what.purpose, what.email, asked)) {
    const begun = await begin(what, { ...payload, next: asked.next }, flow, isMailed);
    if (begun) return begun;
  }
  throw new Error('a new flow could not be begun');
}

/** Null when there is such a flow and it is another, or over. */
async function begin(
  { purpose, email, isRight, mailFor }: What,
  payload: object,
  flow: Held,
  isMailed: boolean,
): Promise<Begun | null> {
  const code = await newCode(purpose, email, payload, { isRight, isMailed }, flow);
  const mail = isMailed && (await post(email, mailFor(code.code), carries(code.id, code)));
  const isBegun = await transaction(code.write, mail && [dropMailOf(code.id), mail]);
  return isBegun ? { codeId: code.id, secret: code.secret, isMailed } : null;
}

/** Mails another code for a flow under way; the one before no longer works. Limited per address and network. */
export async function remailCode(
  flow: { codeId: string; secret: string },
  { purpose, email, browser, isRight, mailFor }: What,
): Promise<Result<null, ResendFailure>> {
  const next = nextCode(purpose, flow.codeId, flow.secret, { isRight });
  const network = networkKey(browser);
  const throttled = await takeMail({ purpose, email, browser }, [[mailByNetwork, network]]);
  if (throttled) return fail('too_soon', throttled);
  const mail = await post(email, mailFor(next.code), carries(flow.codeId, next));
  const isUnderWay = await transaction(expectRow(next.write), dropMailOf(flow.codeId), mail);
  return isUnderWay ? ok(null) : fail('flow_over');
}

const carries = (codeId: string, { expiresAt }: { expiresAt: Date }) => ({
  codeId,
  usefulUntil: expiresAt,
});
