import { begin, sayMany } from '#lib/permissions/called';
import { roleMay } from '#lib/permissions/table';
import { ALL_THINGS } from '#lib/product/resources';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';

/** Where each leads, how it is called, and what of the site it is. */
const places = ({ user }: Viewer) => [
  ['/dashboard', say('places.dashboard'), '/dashboard'],
  ...ALL_THINGS.map(({ kind, plural }) => [`/${plural}`, begin(sayMany(kind)), `/${plural}`]),
  ['/settings/security', say('frame.account'), '/settings'],
  ...(roleMay(user.role, 'account:list:any')
    ? [['/admin', say('places.administration'), '/admin']]
    : []),
];

/** The parts of the site: what the product has, then the account, then what staff have besides. */
export const SitePlaces = ({ viewer, at }: { viewer: Viewer; at: string }) => (
  <nav className="top" aria-label={say('frame.site')}>
    {places(viewer).map(([path, name, part]) => (
      <a key={path} href={path} aria-current={`${at}/`.startsWith(`${part}/`) ? 'true' : undefined}>
        {name}
      </a>
    ))}
  </nav>
);
