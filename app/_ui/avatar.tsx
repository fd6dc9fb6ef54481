import { hueOf, initialsOf } from './initials';

type Props = { id: string; name: string };

/** Somebody's picture, made of their name. The name stands beside it. */
export const Avatar = ({ id, name }: Props) => (
  <span className={`avatar hue-${hueOf(id)}`} aria-hidden="true">
    {initialsOf(name)}
  </span>
);
