import { redirect } from 'next/navigation';
import { findDevice } from '#lib/oauth/device';
import { describeSession } from '#lib/request/browser';
import { requireRecentViewer } from '#lib/session/viewer';
import { SignOutButton } from '#ui/account-shell';
import { Pass } from '#ui/pass';
import { Answers, WishList } from '#ui/wish';
import { allowDeviceAction, denyDeviceAction } from './actions';

type Props = { params: Promise<{ handle: string }> };

export default async function AnswerDevicePage({ params }: Props) {
  const viewer = await requireRecentViewer('client:let-in');
  const { handle } = await params;
  const device = await findDevice(viewer, handle);
  if (!device) redirect('/device?done=none');
  const { name } = device.client;
  return (
    <div className="gate">
      <title>{`Let ${name} in? · Gatehouse`}</title>
      <Pass aside={<SignOutButton />}>
        <h1>
          Let <bdi>{name}</bdi> in?
        </h1>
        <p>
          You are signed in as <b>{viewer.user.email}</b>. <bdi>{name}</bdi> asks to use this
          account.
        </p>
        <p className="mono">
          {describeSession({ clientName: name, userAgent: device.from.userAgent })} · asked from{' '}
          {device.from.address}
        </p>
        <WishList wish={device} />
        <p className="hint">
          Did somebody send you this code, or ask you to type it? Then it is not yours: deny it.
        </p>
        <Answers fields={{ handle }} allow={allowDeviceAction} deny={denyDeviceAction} />
      </Pass>
    </div>
  );
}
