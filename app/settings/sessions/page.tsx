import { newSessions } from '#lib/accounts/check-up';
import { listConsents } from '#lib/oauth/consents';
import { pageOfSessions } from '#lib/oauth/page-of-sessions';
import { placeIn, toCursor } from '#lib/pages';
import { isDevice, siteBySite } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import { listTrusted } from '#lib/session/trust';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ownSessions } from '#ui/own-sessions';
import { Pages } from '#ui/pages';
import { Heading } from '#ui/title';
import { DeviceGroups } from './groups';
import { AllowedSites } from './sites';
import { Summary } from './summary';
import { TrustedBrowsers } from './trusted';

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default async function SessionsPage({ searchParams }: Props) {
  const viewer = await requireViewer('session:list');
  const [listed, trusted, sites, { after }] = await Promise.all([
    ownSessions(viewer),
    listTrusted(viewer),
    listConsents(viewer),
    searchParams,
  ]);
  const place = placeIn('sessions', after);
  const [{ sessions, next }, news] = await Promise.all([
    pageOfSessions(siteBySite(listed.filter(isDevice)), { after: place }),
    newSessions(viewer, listed),
  ]);
  const zone = viewer.user.timeZone;
  return (
    <AccountShell viewer={viewer} at="/settings/sessions" isWide>
      <div className="stack-s">
        <Heading>{say('sessions.title')}</Heading>
        <p className="hint">{say('sessions.intro')}</p>
      </div>
      <Summary listed={listed} />
      <DeviceGroups sessions={sessions} news={new Set(news.map(({ id }) => id))} zone={zone} />
      <Pages
        of={say('sessions.list')}
        path="/settings/sessions"
        place={place}
        next={next && toCursor('sessions', next)}
        words={[say('pages.first'), say('pages.more')]}
      />
      {!place && <AllowedSites sites={sites} zone={zone} />}
      {!place && <TrustedBrowsers browsers={trusted} zone={zone} />}
    </AccountShell>
  );
}
