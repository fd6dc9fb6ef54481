import { sayScope } from '#lib/oauth/scopes';
import { sayAddress } from '#lib/request/address';
import { describeSession, deviceOf } from '#lib/request/browser';
import type { ListedSession } from '#lib/session/list';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { Picture } from '#ui/picture';
import { SubmitButton } from '#ui/submit-button';
import { Ago, Time } from '#ui/time';
import { endAppAction, endTokenAction } from './actions';

/** Of a site there is one row for all browsers: `count` says how many they are. */
export type App = ListedSession & { scopes: string[]; count: number };

/** A program that was let in, or a token: what it may do, when and where it was used, how long it lasts. */
export function AppRow({ app, zone }: { app: App; zone: string }) {
  const text = textsOf('appRow');
  const isToken = app.tokenName !== null;
  const name = app.tokenName ?? describeSession(app);
  const wasUsed = app.lastSeenAt >= app.createdAt;
  const seen = isToken ? (wasUsed ? text.used : text.unused) : text.seen;
  return (
    <li className="device">
      <Picture name={isToken ? 'key' : deviceOf(app)} />
      <div className="stack-s">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p>
          {app.scopes.length > 0 &&
            `${say('appRow.may', { scopes: app.scopes.map(sayScope).join('; ') })} `}
          <Filled
            of={isToken ? text.tokenEnds : text.appEnds}
            parts={{ time: <Time at={app.expiresAt} zone={zone} /> }}
          />
        </p>
        <p className="hint">
          {app.count > 1 && `${say('appRow.browsers', { count: app.count })} `}
          <Filled
            of={seen}
            parts={{
              seen: <Ago at={app.lastSeenAt} zone={zone} />,
              address: <bdi className="mono">{sayAddress(app.address)}</bdi>,
              since: <Ago at={app.createdAt} zone={zone} />,
            }}
          />
        </p>
      </div>
      <ButtonForm action={isToken ? endTokenAction : endAppAction}>
        <input type="hidden" name="session" value={app.id} />
        <SubmitButton
          says={isToken ? text.end : text.signOut}
          of={name}
          className="btn-quiet btn-s"
        />
      </ButtonForm>
    </li>
  );
}
