import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { exportLog } from '#lib/admin/audit-export';
import { FORMATS } from '#lib/audit/format';
import { download } from '#lib/request/download';
import { confirmFirst } from '#lib/request/way-back';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { zoneFor } from '#lib/wall-time';
import { auditPath, readFilter } from '../filter';

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' };

/** A person who had to sign in first comes back here, and is sent on to the page with the buttons. */
export async function GET() {
  await requireViewer('audit:export');
  redirect('/admin/audit');
}

export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('audit:export', form);
  const asked = { from: readField(form, 'from'), to: readField(form, 'to') };
  const filter = readFilter(asked, zoneFor(viewer.user.timeZone));
  // Back to the page with its days: without them the next press would export the whole log.
  if (!(await isFreshlyAuthenticated(viewer))) redirect(confirmFirst(auditPath(filter)));
  const format = FORMATS.find((one) => one === readField(form, 'format')) ?? 'ndjson';
  const { from, to } = filter.search;
  const day = new Date().toISOString().slice(0, 10);
  const file = { name: `audit-${day}.${format}`, type: TYPES[format] };
  return download(viewer, file, async () => {
    const pieces = await exportLog(viewer, { format, from, to });
    return pieces.ok ? pieces.value : refuse(viewer, 'audit:export');
  });
}
