import { requireRecentViewer } from '#lib/session/viewer';
import { SignOutButton } from '#ui/account-shell';
import { Notice } from '#ui/notice';
import { Pass } from '#ui/pass';
import { DeviceForm } from './form';

const DONE = {
  allowed: 'The device is in. You can close this page and go back to it.',
  denied: 'The device was turned away.',
  none: 'That code is over, or was answered already. Begin again on the device.',
};

type Props = {
  searchParams: Promise<{ user_code?: string | string[]; done?: string | string[] }>;
};

export default async function DevicePage({ searchParams }: Props) {
  await requireRecentViewer('client:let-in');
  const { user_code: typed, done } = await searchParams;
  return (
    <div className="gate">
      <Pass aside={<SignOutButton />}>
        <Notice words={DONE} done={done} />
        <DeviceForm typed={typeof typed === 'string' ? typed.slice(0, 40) : ''} />
      </Pass>
    </div>
  );
}
