import { redirect } from 'next/navigation';
import { exportData, takeExport } from '#lib/accounts/export-data';
import { answerWith } from '#lib/request/exchange';
import { isRecent } from '#lib/session/recent';
import { requireViewer } from '#lib/session/viewer';

/** Where who had to sign in first comes back to: the page with the button. */
export async function GET() {
  await requireViewer('account:export');
  redirect('/settings/data');
}

export async function POST() {
  const viewer = await requireViewer('account:export');
  if (!isRecent(viewer)) redirect('/confirm?next=/settings/data');
  const throttled = await takeExport(viewer);
  if (throttled) {
    answerWith({ isThrottled: true, ...throttled });
    return new Response(null, { status: 429 });
  }
  return new Response(JSON.stringify(await exportData(viewer), null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="my-data.json"',
    },
  });
}
