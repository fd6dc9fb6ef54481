/** How what failed is filled, by the id that a drawing gives it: hatched, so that the colour is not the only sign. */
export const Hatch = ({ id }: { id: string }) => (
  <defs>
    <pattern
      id={id}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect className="hatch-under" width="5" height="5" />
      <rect className="hatch-bad" width="2.25" height="5" />
    </pattern>
  </defs>
);
