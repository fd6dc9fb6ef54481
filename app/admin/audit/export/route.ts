import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { exportLog } from '#lib/admin/audit-export';
import { FORMATS } from '#lib/audit/format';
import { readMoment } from '#lib/audit/period';
import { download } from '#lib/request/download';
import { refuse } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' };

export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('audit:export', form);
  if (!(await isFreshlyAuthenticated(viewer))) redirect('/confirm?next=/admin/audit');
  const format = FORMATS.find((one) => one === readField(form, 'format')) ?? 'ndjson';
  const zone = viewer.user.timeZone;
  const from = readMoment(readField(form, 'from'), 'from', zone) ?? undefined;
  const to = readMoment(readField(form, 'to'), 'to', zone) ?? undefined;
  const day = new Date().toISOString().slice(0, 10);
  const file = { name: `audit-${day}.${format}`, type: TYPES[format] };
  return download(viewer, file, async () => {
    const pieces = await exportLog(viewer, { format, from, to });
    return pieces.ok ? pieces.value : refuse(viewer, 'audit:export');
  });
}
