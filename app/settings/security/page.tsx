import { listConnections } from '#lib/accounts/connections/list';
import { listPasskeys } from '#lib/accounts/passkeys/list';
import { type HeldKind, securityOf } from '#lib/accounts/security';
import { listProviders } from '#lib/providers/stored';
import { isOfBrowser, type ListedSession, listSessions } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import type { Viewer } from '#lib/session/store';
import { listTrusted } from '#lib/session/trust';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Filled } from '#ui/filled';
import { Ago, Time } from '#ui/time';
import { Heading } from '#ui/title';
import { WayRow, WayRows } from './rows';

export default async function SecurityPage() {
  const viewer = await requireViewer('account:protect');
  const [held, passkeys, sessions, trusted] = await Promise.all([
    securityOf(viewer),
    listPasskeys(viewer),
    listSessions(viewer),
    listTrusted(viewer),
  ]);
  const { password, app, codesLeft, needsCodes } = held;
  const when = (one: HeldKind) => <When {...one} zone={viewer.user.timeZone} />;
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <div className="stack-s">
        <Heading part={say('security.part')}>{say('security.title')}</Heading>
        <p className="hint">{say('security.intro')}</p>
      </div>
      <Duty {...viewer.user} />
      {needsCodes && <Warning left={codesLeft} />}
      <WayRows id="ways" says={say('security.ways')}>
        <WayRow
          name={say('security.password')}
          state={password ? when(password) : say('security.passwordNone')}
          to={[
            '/settings/password',
            say(password ? 'security.passwordChange' : 'security.passwordChoose'),
          ]}
        />
        <WayRow
          name={say('security.passkeys')}
          state={say('security.passkeysCount', { count: passkeys.length })}
          to={[
            '/settings/passkeys',
            say(passkeys.length === 0 ? 'security.addPasskey' : 'security.look'),
          ]}
        />
        <ConnectedAccounts viewer={viewer} />
      </WayRows>
      <WayRows id="second" says={say('security.second')} intro={say('security.secondIntro')}>
        <WayRow
          name={say('security.app')}
          state={app ? when(app) : say('security.appNone')}
          to={['/settings/authenticator', say(app ? 'security.appChange' : 'security.setUp')]}
        />
        <WayRow
          name={say('security.codes')}
          tag={needsCodes && say(codesLeft === 0 ? 'security.codesMissing' : 'security.codesFew')}
          state={
            codesLeft === 0
              ? say('security.codesNone')
              : say('security.codesLeft', { left: codesLeft })
          }
          to={['/settings/recovery-codes', say('security.getCodes')]}
        />
      </WayRows>
      <Where sessions={sessions} trusted={trusted.length} />
    </AccountShell>
  );
}

/** Where they are signed in, and what uses the account without them. */
function Where({ sessions, trusted }: { sessions: ListedSession[]; trusted: number }) {
  const browsers = sessions.filter(isOfBrowser);
  const look = say('security.look');
  return (
    <WayRows id="where" says={say('security.where')}>
      <WayRow
        name={say('security.trusted')}
        state={say('security.trustedCount', { count: trusted })}
        to={['/settings/sessions', look]}
      />
      <WayRow
        name={say('security.devices')}
        state={say('security.devicesCount', { count: browsers.length })}
        to={['/settings/sessions', look]}
      />
      <WayRow
        name={say('security.apps')}
        state={say('security.appsCount', { count: sessions.length - browsers.length })}
        to={['/settings/apps', look]}
      />
    </WayRows>
  );
}

/** Only where there is a provider to connect, or something left of one. */
async function ConnectedAccounts({ viewer }: { viewer: Viewer }) {
  const [connections, providers] = await Promise.all([listConnections(viewer), listProviders()]);
  if (providers.length + connections.length === 0) return null;
  return (
    <WayRow
      name={say('connections.title')}
      state={say('security.connectionsCount', { count: connections.length })}
      to={['/settings/connections', say('security.look')]}
    />
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

const Warning = ({ left }: { left: number }) => (
  <p className="notice warn">
    {left === 0 ? say('security.warnMissing') : say('security.warnFew', { left })}
  </p>
);

/** Since when somebody has it, and when it was used last. */
function When({ addedAt, usedAt, zone }: HeldKind & { zone: string }) {
  const { added, used, neverUsed } = textsOf('security');
  return (
    <>
      {addedAt && <Filled of={added} parts={{ when: <Ago at={addedAt} zone={zone} /> }} />}
      {' · '}
      {usedAt ? <Filled of={used} parts={{ when: <Ago at={usedAt} zone={zone} /> }} /> : neverUsed}
    </>
  );
}
