import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { exportPeople } from '#lib/admin/people/export';
import { download } from '#lib/request/download';
import { refuse } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { readPeople } from '../filter';

export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('account:export:any', form);
  if (!(await isFreshlyAuthenticated(viewer))) redirect('/confirm?next=/admin/users');
  const asked = ['q', 'role', 'state'].map((name) => [name, readField(form, name)]);
  const { wanted } = readPeople(Object.fromEntries(asked));
  const day = new Date().toISOString().slice(0, 10);
  const file = { name: `people-${day}.csv`, type: 'text/csv; charset=utf-8' };
  return download(viewer, file, async () => {
    const pieces = await exportPeople(viewer, wanted);
    return pieces.ok ? pieces.value : refuse(viewer, 'account:export:any');
  });
}
