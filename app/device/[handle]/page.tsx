import { findAnswer, findDevice, type WaitingDevice } from '#lib/oauth/device';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import { setResponse } from '#lib/request/context';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { SignOutButton } from '#ui/account-shell';
import { AuthCard } from '#ui/auth-card';
import { Avatar } from '#ui/avatar';
import { Filled } from '#ui/filled';
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
          {answer &&
            (answer.isAllowed ? <Allowed name={answer.name} /> : <Denied name={answer.name} />)}
          {!device && !answer && <Over />}
        </AuthCard>
      </div>
    </FormsFor>
  );
}

type Asked = { handle: string; device: WaitingDevice; email: string };

function Question({ handle, device, email }: Asked) {
  const { name } = device.client;
  const { title, asks } = textsOf('device');
  const program = describeSession({ clientName: name, userAgent: device.from.userAgent });
  return (
    <>
      <Title of={say('device.title', { name })} />
      <Avatar id={device.client.id} name={name} />
      <h1>
        <Filled of={title} parts={{ name: <bdi>{name}</bdi> }} />
      </h1>
      <p>
        <Filled of={asks} parts={{ email: <b>{email}</b>, name: <bdi>{name}</bdi> }} />
      </p>
      <p className="mono">
        {say('device.from', { program, address: sayAddress(device.from.address) })}
      </p>
      <ScopeList wish={device} />
      <p className="hint">{say('device.warning')}</p>
      <ConsentButtons fields={{ handle }} allow={allowDeviceAction} deny={denyDeviceAction} />
    </>
  );
}

/** The end of the way: nothing is asked here any more. */
const Allowed = ({ name }: { name: string }) => (
  <>
    <p className="mark" aria-hidden="true">
      ✓
    </p>
    <Heading>{say('deviceAllowed.title', { name })}</Heading>
    <p>{say('deviceAllowed.next')}</p>
    <p>
      <Filled
        of={textsOf('deviceAllowed').end}
        parts={{ sessions: <a href="/settings/apps">{say('deviceAllowed.sessions')}</a> }}
      />
    </p>
  </>
);

const Denied = ({ name }: { name: string }) => (
  <>
    <p className="mark bad" aria-hidden="true">
      ✕
    </p>
    <Heading>{say('deviceDenied.title', { name })}</Heading>
    <p>{say('deviceDenied.next')}</p>
  </>
);

const Over = () => (
  <>
    <Heading>{say('deviceOver.title')}</Heading>
    <p>{say('deviceOver.why')}</p>
    <p>
      <Filled
        of={textsOf('deviceOver').again}
        parts={{ link: <a href="/device">{say('deviceOver.link')}</a> }}
      />
    </p>
  </>
);
