import { Icon, type IconName } from '#ui/icon';

/** An icon on a tile, as large as a row of a list is high: what stands beside it says the same. */
export const Picture = ({ name }: { name: IconName }) => (
  <span className="tile">
    <Icon name={name} />
  </span>
);
