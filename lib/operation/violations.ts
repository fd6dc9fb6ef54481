import 'server-only';
import { z } from 'zod';
import { kept } from '#lib/kept';
import { clip, log } from '#lib/operation/log';

const PER_MINUTE = 20;

const Reports = z.array(
  z.object({
    type: z.literal('csp-violation'),
    body: z.object({
      documentURL: z.string().optional(),
      blockedURL: z.string().optional(),
      effectiveDirective: z.string().optional(),
    }),
  }),
);

/**
 * Writes what browsers report of the content policy into the log (Reporting API). Anybody can send these,
 * so they are clipped, at most twenty a minute are kept, and what is no report is dropped without a word.
 */
export function noteViolations(text: string) {
  const reports = Reports.safeParse(parse(text));
  for (const { body } of reports.data ?? []) {
    if (!mayNote()) return;
    const pathOf = (url = '') => clip(url.split(/[?#]/)[0] ?? '');
    const { effectiveDirective = '', documentURL, blockedURL } = body;
    const report = {
      directive: clip(effectiveDirective, 40),
      page: pathOf(documentURL),
      blocked: pathOf(blockedURL),
    };
    log().warn({ event: 'csp_violation', ...report }, 'a browser refused something on a page');
  }
}

function mayNote(): boolean {
  const noted = kept('violations', () => ({ minute: 0, count: 0 }));
  const minute = Math.floor(Date.now() / 60_000);
  if (noted.minute !== minute) Object.assign(noted, { minute, count: 0 });
  noted.count++;
  return noted.count <= PER_MINUTE;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
