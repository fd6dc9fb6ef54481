import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { exportLog } from '#lib/audit/export';
import { FORMATS } from '#lib/audit/format';
import { readMoment } from '#lib/audit/period';
import { isRecent } from '#lib/session/recent';
import { refuse, requireViewer } from '#lib/session/viewer';

const TYPES = { ndjson: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8' };

export async function POST(request: Request) {
  const viewer = await requireViewer('audit:export');
  if (!isRecent(viewer)) redirect('/confirm?next=/admin/audit');
  const form = await request.formData().catch(() => null);
  const format = FORMATS.find((one) => one === readField(form, 'format')) ?? 'ndjson';
  const from = readMoment(readField(form, 'from'), 'from') ?? undefined;
  const to = readMoment(readField(form, 'to'), 'to') ?? undefined;
  const pieces = await exportLog(viewer, { format, from, to });
  if (!pieces.ok) return refuse(viewer, 'audit:export');
  const day = new Date().toISOString().slice(0, 10);
  return new Response(streamOf(pieces.value), {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="audit-${day}.${format}"`,
    },
  });
}

/** Reads on only as fast as it is taken away; what fails midway ends the connection, and not the file. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
