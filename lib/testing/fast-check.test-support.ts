import fc from 'fast-check';

/**
 * The gate draws the same each time, so that it fails by what was changed and not by luck. `npm run reliability` draws
 * anew and more, and what fails there prints its seed. See docs/decisions/024.
 */
const { DRAW } = process.env;
fc.configureGlobal(DRAW === 'anew' ? { numRuns: 1000 } : { seed: 20_261_128 });

/**
 * Seeds for what draws by itself: in the gate so many from 1 on, the same each time; in `npm run reliability` so many others,
 * from anywhere. `SEED` is one of them, as it was printed, and `SEEDS` how many follow it.
 */
export function seeds(inGate: number, anew: number): number[] {
  const { SEED, SEEDS } = process.env;
  const drawn = DRAW === 'anew' ? Math.floor(Math.random() * 1e9) : 1;
  const usual = DRAW === 'anew' ? anew : inGate;
  const count = Number(SEEDS ?? (SEED ? 1 : usual));
  return Array.from({ length: count }, (_, nth) => Number(SEED ?? drawn) + nth);
}

export default fc;
