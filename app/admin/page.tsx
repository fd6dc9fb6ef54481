import { redirect } from 'next/navigation';
import { requireViewer } from '#lib/session/require-viewer';

export default async function AdminPage() {
  await requireViewer('account:list:any');
  redirect('/admin/users');
}
