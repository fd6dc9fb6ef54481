import { Icon, type IconName } from '#ui/icon';

type Place = {
  path: string;
  says: string;
  icon: IconName;
  /** How many there are of what is there. */
  count?: number | undefined;
};

type Props = { says: string; places: Place[]; at: string };

/** The places of one part of the site, beside its pages. Where there is no room beside, one row above that scrolls. */
export const Rail = ({ says, places, at }: Props) => (
  <nav className="rail" aria-label={says}>
    {places.map(({ path, says: name, icon, count }) => (
      <a key={path} href={path} aria-current={path === at ? 'page' : undefined}>
        <Icon name={icon} />
        <span>{name}</span>
        {count !== undefined && count > 0 && <span className="count">{count}</span>}
      </a>
    ))}
  </nav>
);
