import type { ReactNode } from 'react';
import { readNotice } from '#forms/notices';
import { env } from '#lib/env';
import { begin, sayMany } from '#lib/permissions/called';
import { siteName } from '#lib/product/brand';
import { ALL_THINGS } from '#lib/product/resources';
import { keepsNoCookies } from '#lib/session/keeps-no-cookies';
import { say, textsOf } from '#texts/say';
import { CardFrame } from '#ui/card-frame';
import { Filled } from '#ui/filled';
import { Notice } from '#ui/notice';
import { NoticeProvider } from '#ui/notice-provider';
import { SiteFooter } from '#ui/site-footer';

type Props = {
  /** Where the person goes next, as a path. */
  next?: string | undefined;
  /** The way to the other form. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A page that is one card, whose head says where one is and where one goes next. */
export async function AuthCard({ next, aside, children }: Props) {
  const place = next && placeName(next);
  const leadsTo = place && (
    <span>
      <Filled of={textsOf('frame').next} parts={{ place: <b>{place}</b> }} />
    </span>
  );
  return (
    <CardFrame {...frameText()} aside={aside} headEnd={leadsTo}>
      <NoticeProvider told={await readNotice()}>
        <Notice />
        {(await keepsNoCookies()) && <NoCookies />}
        {children}
      </NoticeProvider>
    </CardFrame>
  );
}

/** What the frame of a card says. */
export const frameText = () => {
  const skip = say('frame.skipToForm');
  return { site: siteName(), head: env().host, skip, foot: <SiteFooter /> };
};

const NoCookies = () => (
  <p className="notice warn" role="status">
    {say('frame.noCookies')}
  </p>
);

/** "/settings/sessions?a=1" as "Settings / Sessions". Only of places there are: a link must not put words here. */
function placeName(path: string): string | null {
  const [, first, second] = path.match(/^\/([a-z]+)(?:\/([a-z-]+))?(?=[/?#]|$)/) ?? [];
  const thing = ALL_THINGS.find(({ plural }) => plural === first);
  if (thing) return begin(sayMany(thing.kind));
  const place = PLACES.find((name) => name === first);
  if (!place) return null;
  const part = (place === 'settings' ? SETTINGS : OTHERS).find((name) => name === second);
  return [place, ...(part ? [part] : [])].map((name) => say(`places.${name}`)).join(' / ');
}

const PLACES = ['dashboard', 'device', 'examples', 'settings', 'admin'] as const;
const SETTINGS = [
  'profile',
  'email',
  'security',
  'password',
  'authenticator',
  'recovery-codes',
  'connections',
  'sessions',
  'activity',
  'data',
] as const;
const OTHERS = ['users'] as const;
