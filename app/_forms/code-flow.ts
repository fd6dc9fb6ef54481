import 'server-only';
import { redirect } from 'next/navigation';
import type { Answer } from '#forms/answer';
import { resendAnswer } from '#forms/answers/codes';
import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import type { CodeState, Moment, ShownFlow } from '#forms/shown-flow';
import { formNumber } from '#lib/codes/code-request';
import type { CodePurpose } from '#lib/codes/issue';
import { waitForMail } from '#lib/codes/mail-budget';
import type { ResendFailure } from '#lib/codes/mail-code';
import type { Result } from '#lib/result';
import { knownBrowser } from '#lib/session/browser';
import { type Flow, readFlow } from '#lib/session/flow';
import { getViewer } from '#lib/session/viewer';
import { say } from '#texts/say';

/** Where each kind of flow begins. */
const START: Record<CodePurpose, string> = {
  'sign-up': '/sign-up',
  'sign-in': '/sign-in/code',
  reset: '/forgot-password',
  recover: '/sign-in/recover',
  confirm: '/confirm',
  'change-email': '/settings/email',
};

/** The flow that a submitted form names. One that is over leads to its start, which says so. */
export async function flowOfForm(kind: CodePurpose, formData: unknown): Promise<Flow> {
  const flow = await readFlow(kind, readField(formData, 'flow'));
  if (!flow) return done(START[kind], 'flow-over', await getViewer());
  return open(kind, flow);
}

/** The flow that a page is about: that of the form it answers, or the latest. */
export async function flowOfPage(kind: CodePurpose): Promise<Flow> {
  const flow = await readFlow(kind);
  return flow ? open(kind, flow) : redirect(START[kind]);
}

const open = (kind: CodePurpose, flow: Flow) =>
  flow.isOver && !flow.isUsed ? redirect(`${START[kind]}?again=${flow.id}`) : flow;

/** For a person who goes back to the start of a flow: what was typed there, where it led to, and what to say. */
export async function beginAgain(kind: CodePurpose, again: unknown) {
  const found = typeof again === 'string' ? await readFlow(kind, again) : null;
  const flow = found?.isUsed ? null : found;
  const typed = { name: flow?.name ?? '', email: flow?.email ?? '' };
  const notice = flow?.isOver ? say('codes.over') : null;
  return { next: flow?.next, before: { typed, notice, number: formNumber() } };
}

/** What the page of a flow says about it, in the zone of the signed-in person. */
export async function showFlow(kind: CodePurpose, flow: Flow, zone?: string): Promise<ShownFlow> {
  const { email } = flow;
  // A person who has an account already is not known at the new address.
  const browser = kind === 'change-email' ? null : await knownBrowser(email);
  const wait = await waitForMail({ purpose: kind, email, browser });
  const moment = (at: Date) => momentIn(zone || 'UTC', at);
  return {
    number: flow.id,
    email: flow.email,
    mailed: flow.mailedAt && { at: moment(flow.mailedAt), until: moment(flow.expiresAt) },
    isLive: flow.isLive,
    isUsed: flow.isUsed,
    resend: wait > 0 ? { at: moment(new Date(Date.now() + wait * 1000)), seconds: wait } : null,
    hasZone: Boolean(zone),
  };
}

type Refuse = (answer: Answer) => FormState;

/** The answer to a code that was not taken: why, and how the flow stands now. */
export async function refuseCode(
  kind: CodePurpose,
  flow: Flow,
  refuse: Refuse,
  answer: Answer,
  zone?: string,
): Promise<CodeState> {
  const now = (await readFlow(kind, flow.id)) ?? flow;
  const state = refuse(now.isUsed ? { text: say(`codeUsed.${kind}`), field: 'code' } : answer);
  return { ...state, flow: await showFlow(kind, now, zone) };
}

/** The answer to a request for another code. */
export async function answerResend(
  kind: CodePurpose,
  flow: Flow,
  refuse: Refuse,
  outcome: Result<null, ResendFailure>,
  zone?: string,
): Promise<CodeState> {
  if (!outcome.ok && outcome.reason === 'flow_over')
    return refuseCode(kind, flow, refuse, resendAnswer(outcome), zone);
  const state = outcome.ok ? { values: {} } : refuse(resendAnswer(outcome));
  const now = (await readFlow(kind, flow.id)) ?? flow;
  return { ...state, flow: await showFlow(kind, now, zone) };
}

/** "14:05 UTC", and the day too when it is not today. */
function momentIn(timeZone: string, at: Date): Moment {
  const locale = say('common.locale');
  const day = (date: Date) => date.toLocaleDateString(locale, { timeZone });
  const isToday = day(at) === day(new Date());
  const says = new Intl.DateTimeFormat(locale, {
    ...(isToday ? {} : { day: 'numeric', month: 'long' }),
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(at);
  return { iso: at.toISOString(), says };
}
