import 'server-only';
import { companyPath } from '#forms/company';
import { enter } from '#forms/enter';
import { leaveNotice, type NoticeKey } from '#forms/notices';
import { confirmByProvider } from '#lib/accounts/connections/confirm';
import { signInByProvider } from '#lib/accounts/connections/sign-in';
import type { Identity } from '#lib/providers/answer';
import { type About, keepAnswered } from '#lib/providers/flow';
import { withNext } from '#lib/request/way-back';
import { knownBrowser } from '#lib/session/browser';
import { readTicket, readTrust, writeTicket } from '#lib/session/cookie';
import type { Viewer } from '#lib/session/store';

type Who = Viewer | null;

/** Does what this browser went to the provider for. */
export async function arrive(about: About, identity: Identity, browser: string, viewer: Who) {
  const keep = () => keepAnswered(about, browser, { identity });
  if (about.intent === 'link') return lead(`/settings/connections/new/${await keep()}`);
  if (about.intent === 'confirm') return confirm(about, identity, viewer);
  const { isPersistent, next } = about;
  const [previous, trusted] = await Promise.all([readTicket(), readTrust()]);
  const arriving = { isPersistent, next, previous, trusted, browserOf: knownBrowser };
  const outcome = await signInByProvider(identity, arriving);
  if (outcome.ok) return enter(outcome.value, { isPersistent, next });
  if (outcome.reason === 'unknown') return lead(`/sign-in/finish/${await keep()}`);
  if (outcome.reason === 'company_sign_in') return lead(companyPath(String(outcome.because), next));
  return comeBack(about, 'no_entry', viewer);
}

async function confirm(about: About, identity: Identity, viewer: Who) {
  if (!viewer) return comeBack(about, 'provider_over', viewer);
  const outcome = await confirmByProvider(viewer, identity);
  if (!outcome.ok) return comeBack(about, outcome.reason, viewer);
  await writeTicket(outcome.value, viewer.session);
  return lead(about.next);
}

const START = { link: '/settings/connections', confirm: '/confirm', sign_in: '/sign-in' };

/** Leads back to where it was begun, which says why. */
export async function comeBack(about: About | null, word: NoticeKey, viewer: Who) {
  const start = viewer ? START[about?.intent ?? 'link'] : START.sign_in;
  const page = start === START.sign_in && viewer ? START.link : start;
  await leaveNotice(page, word, viewer);
  return lead(about && page !== START.link ? withNext(page, about.next) : page);
}

const lead = (path: string) => new Response(null, { status: 303, headers: { Location: path } });
