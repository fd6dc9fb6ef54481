import { encode } from 'uqr';

type Props = { of: string; label: string };

/** A text as a picture for a camera, drawn on the server: dark on light in every theme, with its quiet border. */
export function Qr({ of, label }: Props) {
  const { size, data } = encode(of, { ecc: 'M', border: 4 });
  const dark = data.map((row, y) => {
    const line = row.map(Number).join('');
    return [...line.matchAll(/1+/g)].map(({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`).join(''); // biome-ignore format: one line
  });
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" shapeRendering="crispEdges" d={dark.join('')} />
    </svg>
  );
}
