import { requireRecentViewer } from '#lib/session/viewer';
import { SignOutButton } from '#ui/account-shell';
import { Pass } from '#ui/pass';
import { DeviceForm } from './form';

type Props = { searchParams: Promise<{ user_code?: string | string[] }> };

export default async function DevicePage({ searchParams }: Props) {
  await requireRecentViewer('client:let-in');
  const { user_code: typed } = await searchParams;
  return (
    <div className="gate">
      <Pass aside={<SignOutButton />}>
        <DeviceForm typed={typeof typed === 'string' ? typed.slice(0, 40) : ''} />
      </Pass>
    </div>
  );
}
