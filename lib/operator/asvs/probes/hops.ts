import { type Probe, verdictOf } from '#lib/operator/asvs/probe';

const MADE_UP = 'elsewhere.invalid';

export const hopsProbe: Probe = {
  about: 'What a caller says of the host and of the way it took is not believed.',
  look: async (site) => {
    const said = await site.ask('/sign-in', {
      headers: { 'X-Forwarded-Host': MADE_UP, Forwarded: `host=${MADE_UP};for=192.0.2.1` },
    });
    const another = await site.ask('/sign-in', { host: MADE_UP });
    const isServed = another.status === 200 && another.headers['cross-origin-opener-policy'];
    const faults = [
      said.status === 421 &&
        'The proxy passes on the X-Forwarded-Host of the caller: let it set its own.',
      said.text.includes(MADE_UP) && 'The host that a caller made up stands on a page.',
      isServed && `The site is served under the name ${MADE_UP}, too.`,
    ];
    return verdictOf(
      faults.filter((one) => typeof one === 'string'),
      'Names that a caller makes up change nothing.',
    );
  },
};
