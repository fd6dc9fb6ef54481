import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { ACTIVITY_FORMATS, exportActivity } from '#lib/assembly/export-activity';
import { takeExport } from '#lib/assembly/export-data';
import { setResponse } from '#lib/request/context';
import { download } from '#lib/request/download';
import { confirmFirst } from '#lib/request/way-back';
import { listSessions } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { activityPath, readActivityFilter, searchOf } from '../filter';

const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' };

/** A person who had to sign in first comes back here, and is sent on to the page with the buttons. */
export async function GET() {
  await requireViewer('audit:read');
  redirect('/settings/activity');
}

export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('audit:read', form);
  const format = ACTIVITY_FORMATS.find((one) => one === readField(form, 'format')) ?? 'json';
  const asked = { kind: readField(form, 'kind'), device: readField(form, 'device') };
  const filter = readActivityFilter(asked);
  // Back to what was chosen: without it the next press would export everything.
  if (!(await isFreshlyAuthenticated(viewer))) redirect(confirmFirst(activityPath(filter)));
  const search = searchOf(filter, await listSessions(viewer));
  const file = { name: `my-activity.${format}`, type: TYPES[format] };
  return download(viewer, file, async () => {
    const throttled = await takeExport(viewer);
    if (!throttled) return exportActivity(viewer, { ...search, format });
    setResponse({ isThrottled: true, ...throttled });
    return new Response(null, { status: 429 });
  });
}
