import { findAnswer, findDevice, type WaitingDevice } from '#lib/oauth/device';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import { setResponse } from '#lib/request/context';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { FormsFor } from '#ui/forms-for';
import { ConsentButtons, ScopeList } from '#ui/scope-list';
import { Heading, Title } from '#ui/title';
import { allowDeviceAction, denyDeviceAction } from './actions';

type Props = { params: Promise<{ handle: string }> };

export default async function AnswerDevicePage({ params }: Props) {
  const viewer = await requireRecentViewer('client:let-in');
  const { handle } = await params;
  const device = await findDevice(viewer, handle);
  const answer = device ? null : await findAnswer(viewer, handle);
  if (!device && !answer) setResponse({ status: 410 });
  return (
    <FormsFor viewer={viewer}>
      <div className="gate">
        <AuthCard aside={<SignOutButton />}>
          {device && <Question handle={handle} device={device} email={viewer.user.email} />}
          {answer && <Answered {...answer} />}
          {!device && !answer && <Over />}
        </AuthCard>
      </div>
    </FormsFor>
  );
}

type Asked = { handle: string; device: WaitingDevice; email: string };

function Question({ handle, device, email }: Asked) {
  const { name } = device.client;
  return (
    <>
      <Title of={`Let ${name} in?`} />
      <h1>
        Let <bdi>{name}</bdi> in?
      </h1>
      <p>
        You are signed in as <b>{email}</b>. <bdi>{name}</bdi> asks to use this account.
      </p>
      <p className="mono">
        {describeSession({ clientName: name, userAgent: device.from.userAgent })} · asked from{' '}
        {sayAddress(device.from.address)}
      </p>
      <ScopeList wish={device} />
      <p className="hint">
        Did somebody send you this code, or ask you to type it? Then it is not yours: deny it.
      </p>
      <ConsentButtons fields={{ handle }} allow={allowDeviceAction} deny={denyDeviceAction} />
    </>
  );
}

/** The end of the way: nothing is asked here any more. */
function Answered({ name, isAllowed }: { name: string; isAllowed: boolean }) {
  return (
    <>
      <p className={isAllowed ? 'mark' : 'mark bad'} aria-hidden="true">
        {isAllowed ? '✓' : '✕'}
      </p>
      <Heading>{isAllowed ? `You let ${name} in` : `You turned ${name} away`}</Heading>
      <p>
        {isAllowed
          ? 'You can close this page and go back to the device.'
          : 'It got nothing of your account. You can close this page.'}
      </p>
      {isAllowed && (
        <p>
          You can end this at any time under <a href="/settings/sessions">Sessions</a>.
        </p>
      )}
    </>
  );
}

const Over = () => (
  <>
    <Heading>This code is over</Heading>
    <p>It was answered, it took too long, or it was typed in another browser.</p>
    <p>
      Begin again on the device, and then <a href="/device">type the new code</a>.
    </p>
  </>
);
