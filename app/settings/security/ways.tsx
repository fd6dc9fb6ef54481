import type { listPasskeys } from '#lib/accounts/passkeys/list';
import type { securityOf } from '#lib/accounts/security';
import { offers } from '#lib/accounts/ways/offered';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { WayRow, WayRows } from './rows';
import { When } from './when';

type Passkeys = Awaited<ReturnType<typeof listPasskeys>>;
type Props = {
  viewer: Viewer;
  held: Awaited<ReturnType<typeof securityOf>>;
  passkeys: Passkeys;
  connections: number;
  providers: number;
};

/** Of these the newest are shown here. */
const SHOWN = 3;

/** By what somebody signs in. */
export function Ways({ viewer: { user }, held: { password }, passkeys, ...elsewhere }: Props) {
  return (
    <WayRows
      id="ways"
      says={say('security.ways')}
      act={passkeys.length > 0 && <AllPasskeys count={passkeys.length} />}
    >
      {passkeys.slice(0, SHOWN).map(({ id, name, isBackedUp, createdAt, lastUsedAt }) => (
        <WayRow
          key={id}
          icon="key"
          name={name}
          tag={say(isBackedUp ? 'passkeys.synced' : 'passkeys.onlyHere')}
          state={<When addedAt={createdAt} usedAt={lastUsedAt} zone={user.timeZone} />}
          to={[`/settings/passkeys/${id}`, say('passkeys.change')]}
        />
      ))}
      {passkeys.length === 0 && (
        <WayRow
          icon="key"
          name={say('security.passkeys')}
          state={say('security.passkeysCount', { count: 0 })}
          to={['/settings/passkeys', say('security.addPasskey')]}
        />
      )}
      <WayRow
        icon="lock"
        name={say('security.password')}
        state={
          password ? <When {...password} zone={user.timeZone} /> : say('security.passwordNone')
        }
        to={[
          '/settings/password',
          say(password ? 'security.passwordChange' : 'security.passwordChoose'),
        ]}
      />
      <WayRow
        icon="mail"
        name={say('places.email')}
        state={
          <>
            <bdi>{user.email}</bdi>
            {offers('code') && ` · ${say('security.byCode')}`}
          </>
        }
        to={['/settings/email', say('security.passwordChange')]}
      />
      {elsewhere.providers + elsewhere.connections > 0 && (
        <WayRow
          icon="link"
          name={say('connections.title')}
          state={say('security.connectionsCount', { count: elsewhere.connections })}
          to={['/settings/connections', say('security.look')]}
        />
      )}
    </WayRows>
  );
}

const AllPasskeys = ({ count }: { count: number }) => (
  <a href="/settings/passkeys">
    {count > SHOWN ? say('security.allPasskeys', { count }) : say('security.addPasskey')}
  </a>
);
