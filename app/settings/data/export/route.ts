import { redirect } from 'next/navigation';
import { exportData, takeExport } from '#lib/assembly/export-data';
import { setResponse } from '#lib/request/context';
import { download } from '#lib/request/download';
import { requireViewer } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';

const FILE = { name: 'my-data.json', type: 'application/json; charset=utf-8' };

/** A person who had to sign in first comes back here, and is sent on to the page with the button. */
export async function GET() {
  await requireViewer('account:export');
  redirect('/settings/data');
}

export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('account:export', form);
  if (!(await isFreshlyAuthenticated(viewer))) redirect('/confirm?next=/settings/data');
  return download(viewer, FILE, async () => {
    const throttled = await takeExport(viewer);
    if (!throttled) return exportData(viewer);
    setResponse({ isThrottled: true, ...throttled });
    return new Response(null, { status: 429 });
  });
}
