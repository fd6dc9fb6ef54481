import { isDevice, isOfBrowser, siteBySite } from '#lib/session/list';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { ownSessions } from '#ui/own-sessions';
import { Rail } from '#ui/rail';

const PLACES = [
  ['profile', 'person'],
  ['security', 'shield'],
  ['sessions', 'laptop'],
  ['activity', 'pulse'],
  ['apps', 'apps'],
  ['data', 'box'],
] as const;

/** The places of one's own account. A page that lists the sessions too has them read once. */
export async function AccountRail({ viewer, at }: { viewer: Viewer; at: string }) {
  const listed = await ownSessions(viewer);
  const apps = siteBySite(listed.filter((one) => !isOfBrowser(one)));
  const counts = new Map<string, number>([
    ['sessions', siteBySite(listed.filter(isDevice)).length],
    ['apps', apps.length],
  ]);
  return (
    <Rail
      says={say('frame.account')}
      at={at}
      places={PLACES.map(([name, icon]) => ({
        path: `/settings/${name}`,
        says: say(`places.${name}`),
        icon,
        count: counts.get(name),
      }))}
    />
  );
}
