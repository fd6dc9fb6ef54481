import { requireRecentViewer } from '#lib/session/viewer';
import { SignOutButton } from '#ui/account-shell';
import { FormsFor } from '#ui/forms-for';
import { Pass } from '#ui/pass';
import { DeviceForm } from './form';

type Props = { searchParams: Promise<{ user_code?: string | string[] }> };

export default async function DevicePage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('client:let-in');
  const { user_code: typed } = await searchParams;
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <Pass aside={<SignOutButton />}>
          <DeviceForm typed={typeof typed === 'string' ? typed.slice(0, 40) : ''} />
        </Pass>
      </div>
    </FormsFor>
  );
}
