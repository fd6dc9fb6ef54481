import { formNumber } from '#lib/codes/code-request';
import { pageOfSessions } from '#lib/oauth/page-of-sessions';
import { sayScope } from '#lib/oauth/scopes';
import { placeIn, toCursor } from '#lib/pages';
import { API_SCOPES } from '#lib/permissions/scopes';
import { isOfBrowser, siteBySite } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ownSessions } from '#ui/own-sessions';
import { Pages } from '#ui/pages';
import { Heading } from '#ui/title';
import { TokenForm } from './form';
import { MadeToken } from './made';
import { type App, AppRow } from './row';
import { newToken } from './shown';

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default async function AppsPage({ searchParams }: Props) {
  const viewer = await requireViewer('session:list');
  const [listed, { after }] = await Promise.all([ownSessions(viewer), searchParams]);
  const place = placeIn('apps', after);
  const { sessions, next } = await pageOfSessions(
    siteBySite(listed.filter((one) => !isOfBrowser(one))),
    { after: place },
  );
  const zone = viewer.user.timeZone;
  const token = newToken.read();
  return (
    <AccountShell viewer={viewer} at="/settings/apps">
      {token ? (
        <MadeToken token={token} />
      ) : (
        <>
          <div className="stack-s">
            <Heading part={say('apps.part')}>{say('apps.title')}</Heading>
            <p className="hint">{say('apps.intro')}</p>
          </div>
          <Kind
            says={say('apps.apps')}
            none={say('apps.noApps')}
            rows={sessions.filter((one) => one.tokenName === null)}
            zone={zone}
          />
          <Kind
            says={say('apps.tokens')}
            none={say('apps.noTokens')}
            rows={sessions.filter((one) => one.tokenName !== null)}
            zone={zone}
          />
          <Pages
            of={say('apps.list')}
            path="/settings/apps"
            place={place}
            next={next && toCursor('apps', next)}
            words={[say('pages.first'), say('pages.more')]}
          />
          <section className="card stack">
            <TokenForm text={textsOf('tokenForm')} number={formNumber()} scopes={scopesSaid()} />
          </section>
        </>
      )}
    </AccountShell>
  );
}

const scopesSaid = () => API_SCOPES.map((scope) => ({ scope, says: sayScope(scope) }));

/** Those of one kind; where there is none, that there is none. */
const Kind = (props: { says: string; none: string; rows: App[]; zone: string }) => (
  <section className="card stack" aria-label={props.says}>
    <h2>{props.says}</h2>
    {props.rows.length === 0 && <p>{props.none}</p>}
    {props.rows.length > 0 && (
      <ul className="rows">
        {props.rows.map((app) => (
          <AppRow key={app.id} app={app} zone={props.zone} />
        ))}
      </ul>
    )}
  </section>
);
