import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { exportPeople } from '#lib/admin/people/export';
import { download } from '#lib/request/download';
import { confirmFirst } from '#lib/request/way-back';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { peoplePath, readPeople } from '../filter';

/** A person who had to sign in first comes back here, and is sent on to the page with the button. */
export async function GET() {
  await requireViewer('account:export:any');
  redirect('/admin/users');
}

export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('account:export:any', form);
  const asked = ['q', 'role', 'state'].map((name) => [name, readField(form, name)]);
  const people = readPeople(Object.fromEntries(asked));
  // Back to the list with its filter: without it the next press would export everybody.
  if (!(await isFreshlyAuthenticated(viewer))) redirect(confirmFirst(peoplePath(people)));
  const day = new Date().toISOString().slice(0, 10);
  const file = { name: `people-${day}.csv`, type: 'text/csv; charset=utf-8' };
  return download(viewer, file, async () => {
    const pieces = await exportPeople(viewer, people.wanted);
    return pieces.ok ? pieces.value : refuse(viewer, 'account:export:any');
  });
}
