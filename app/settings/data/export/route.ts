import { redirect } from 'next/navigation';
import { exportData } from '#lib/accounts/export-data';
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
  return new Response(JSON.stringify(await exportData(viewer), null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="my-data.json"',
    },
  });
}
