import { formNumber } from '#lib/codes/code-request';
import { pageOfSessions } from '#lib/oauth/page-of-sessions';
import { sayScope } from '#lib/oauth/scopes';
import { placeIn, toCursor } from '#lib/pages';
import { API_SCOPES } from '#lib/permissions/scopes';
import { isOfBrowser, siteBySite } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import type { IconName } from '#ui/icon';
import { ownSessions } from '#ui/own-sessions';
import { Pages } from '#ui/pages';
import { Picture } from '#ui/picture';
import { Heading } from '#ui/title';
import { TokenForm } from './form';
import { appsAndTokens, type OfKind } from './kinds';
import { MadeToken } from './made';
import { type App, AppRow } from './row';
import { newToken } from './shown';

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default async function AppsPage({ searchParams }: Props) {
  const viewer = await requireViewer('session:list');
  const [listed, { after }] = await Promise.all([ownSessions(viewer), searchParams]);
  const place = placeIn('apps', after);
  const all = siteBySite(listed.filter((one) => !isOfBrowser(one)));
  const { sessions, next } = await pageOfSessions(all, { after: place });
  const { apps, tokens } = appsAndTokens(sessions, all);
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
            none={[say('apps.noApps'), say('apps.whatApps')]}
            picture="apps"
            of={apps}
            zone={zone}
          />
          <Kind
            says={say('apps.tokens')}
            none={[say('apps.noTokens'), say('apps.whatTokens')]}
            picture="key"
            of={tokens}
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

type KindProps = {
  says: string;
  /** That there is none, and what it would be. */
  none: [none: string, what: string];
  picture: IconName;
  of: OfKind<App>;
  zone: string;
};

/** Those of one kind; where there is none, that there is none; nothing where they stand on another page. */
function Kind({ of: { rows, isNone }, ...props }: KindProps) {
  if (rows.length === 0 && !isNone) return null;
  return (
    <section className="card stack" aria-label={props.says}>
      <h2>{props.says}</h2>
      {isNone && (
        <div className="empty">
          <Picture name={props.picture} />
          <div>
            <p>{props.none[0]}</p>
            <p className="hint">{props.none[1]}</p>
          </div>
        </div>
      )}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((app) => (
            <AppRow key={app.id} app={app} zone={props.zone} />
          ))}
        </ul>
      )}
    </section>
  );
}
