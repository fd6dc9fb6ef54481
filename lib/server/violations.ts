import 'server-only';
import { z } from 'zod';
import { clip, log } from '#lib/observability/log';
import { mayLog } from '#lib/observability/may-log';

const PER_MINUTE = 20;

const Text = z.string().default('');

/** What browsers send: the Reporting API a list, those that only know `report-uri` (CSP 2) one report. */
const Reports = z.union([
  z.array(
    z.object({
      type: z.literal('csp-violation'),
      body: z.object({ documentURL: Text, blockedURL: Text, effectiveDirective: Text }),
    }),
  ),
  z
    .object({
      'csp-report': z.object({
        'document-uri': Text,
        'blocked-uri': Text,
        'effective-directive': Text,
      }),
    })
    .transform(({ 'csp-report': said }) => [
      {
        body: {
          documentURL: said['document-uri'],
          blockedURL: said['blocked-uri'],
          effectiveDirective: said['effective-directive'],
        },
      },
    ]),
]);

/**
 * Writes what browsers report of the content policy into the log. Anybody can send these, so they are
 * clipped, at most twenty a minute are kept, and what is no report is dropped without a word.
 */
export function logViolations(text: string) {
  const reports = Reports.safeParse(parse(text));
  for (const { body } of reports.data ?? []) {
    if (!mayLog('violations', PER_MINUTE)) return;
    const pathOf = (url: string) => clip(url.split(/[?#]/)[0] ?? '');
    const report = {
      directive: clip(body.effectiveDirective, 40),
      page: pathOf(body.documentURL),
      blocked: pathOf(body.blockedURL),
    };
    log().warn({ event: 'csp_violation', ...report }, 'a browser refused something on a page');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
