import { type CheckUp, checkUp, FAILURE_DAYS } from '#lib/accounts/check-up';
import { listConnections } from '#lib/accounts/connections/list';
import { passOf } from '#lib/accounts/pass';
import { listPasskeys } from '#lib/accounts/passkeys/list';
import { securityOf } from '#lib/accounts/security';
import { signInDays } from '#lib/accounts/sign-in-days';
import { offers } from '#lib/accounts/ways/offered';
import { listOwnActivity } from '#lib/assembly/activity';
import { listProviders } from '#lib/providers/stored';
import { isOfBrowser } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { listTrusted } from '#lib/session/trust';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Filled } from '#ui/filled';
import { ownSessions } from '#ui/own-sessions';
import { Time } from '#ui/time';
import { Heading } from '#ui/title';
import { Devices } from './devices';
import { Happened } from './happened';
import { PassCard } from './pass';
import { SecondStep } from './second-step';
import { Ways } from './ways';

/** Of what happened, the newest. */
const LATEST = 6;

export default async function SecurityPage() {
  const viewer = await requireViewer('account:protect');
  const [held, passkeys, connections, providers, sessions, trusted, days, latest] =
    await Promise.all([
      securityOf(viewer),
      listPasskeys(viewer),
      listConnections(viewer),
      listProviders(),
      ownSessions(viewer),
      listTrusted(viewer),
      signInDays(viewer),
      listOwnActivity(viewer, LATEST),
    ]);
  const found = await checkUp(viewer, sessions);
  const newBrowsers = found.news.filter(isOfBrowser).length;
  const pass = passOf({
    ...held,
    hasPassword: held.password !== undefined,
    hasApp: held.app !== undefined,
    passkeys: passkeys.length,
    connections: connections.length,
    newBrowsers,
    newApps: found.news.length - newBrowsers,
    offersPassword: offers('password'),
    offersPasskey: offers('passkey'),
  });
  const zone = viewer.user.timeZone;
  return (
    <AccountShell viewer={viewer} at="/settings/security" isWide>
      <div className="stack-s">
        <Heading part={say('security.part')}>{say('security.title')}</Heading>
        <p className="hint">{say('security.intro')}</p>
      </div>
      <Duty {...viewer.user} />
      <Reuses {...found} />
      <PassCard viewer={viewer} pass={pass} news={found.news} codesLeft={held.codesLeft} />
      <Ways
        viewer={viewer}
        held={held}
        passkeys={passkeys}
        connections={connections.length}
        providers={providers.length}
      />
      <SecondStep held={held} zone={zone} />
      <Devices
        sessions={sessions}
        news={found.news}
        trusted={trusted.length}
        hasSecondStep={held.hasSecondStep}
        zone={zone}
      />
      <Happened viewer={viewer} days={days} latest={latest} />
    </AccountShell>
  );
}

/** Until when they have to set up a second factor, if they must. */
function Duty({ secondFactorDueAt: at, timeZone }: Viewer['user']) {
  if (!at) return null;
  const time = <Time at={at} zone={timeZone} />;
  return (
    <p className="notice warn">
      <Filled of={textsOf('security').needsFactor} parts={{ time }} />
    </p>
  );
}

/** A token of an app that was copied, perhaps: the app is out already. */
const Reuses = ({ reuses }: CheckUp) =>
  reuses > 0 && (
    <p className="notice warn">
      {say('checklist.tokenReuse', {
        times: say('checklist.times', { count: reuses }),
        days: FAILURE_DAYS,
      })}{' '}
      <a href="/settings/activity">{say('checklist.seeActivity')}</a>
    </p>
  );
