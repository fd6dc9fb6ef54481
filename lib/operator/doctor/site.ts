import { networkInterfaces } from 'node:os';
import { bad, doubtful, type Finding, good } from '#lib/operator/doctor/finding';

/** Whether the address people use fits the cookies they get and what stands in front of the server. */
export function checkSite(appUrl: string | undefined, port: number, hops: number): Finding[] {
  const url = new URL(appUrl ?? `http://localhost:${port}`);
  if (url.protocol === 'https:') {
    return [
      good('site', `People come to ${url.origin}; their cookie is __Host-session, for https only.`),
      hops > 0
        ? good(
            'site',
            `${hops} ${hops === 1 ? 'proxy is' : 'proxies are'} trusted to say who is calling.`,
          )
        : doubtful(
            'site',
            'This server speaks no https itself, so a proxy stands in front; as none is trusted, all people count as one network and share one limit.',
            'Set TRUSTED_PROXY_HOPS=1 if exactly one proxy of yours stands in front.',
          ),
    ];
  }
  const local = good(
    'site',
    `People on this machine come to ${url.origin}; their cookie is session, without https.`,
  );
  return hops === 0
    ? [local]
    : [
        local,
        doubtful(
          'site',
          'Proxies are trusted, but APP_URL is a loopback address.',
          'Set APP_URL to the https address that people use.',
        ),
      ];
}

type Reached = { listen: string; appUrl: string | undefined; port: number; hops: number };

/** Who reaches the port, and whether that fits what the site is told to be. */
export function checkListen({ listen, appUrl, port, hops }: Reached): Finding {
  const at = `port ${port} of ${EVERYWHERE.test(listen) ? 'every address of this machine' : listen}`;
  if (!EVERYWHERE.test(listen) && listen !== 'localhost' && !isOurs(listen))
    return bad(
      'listen',
      `LISTEN=${listen} is no address of this machine: the server will not start.`,
      'Take LISTEN away, or set an address of this machine.',
    );
  if (LOOPBACK.test(listen)) return good('listen', `Only this machine reaches port ${port}.`);
  if (!appUrl?.startsWith('https:'))
    return doubtful(
      'listen',
      `APP_URL is for this machine only, but others reach ${at}.`,
      'Take LISTEN away; in a container publish the port to this machine only (127.0.0.1:3000:3000).',
    );
  const says = `It listens at ${at}, without https: only the proxy may reach it there.`;
  return hops > 0
    ? good('listen', says)
    : doubtful(
        'listen',
        `${says} No proxy is trusted, as if there were none.`,
        'Set TRUSTED_PROXY_HOPS to the number of your proxies, and let nobody else reach the port.',
      );
}

const EVERYWHERE = /^(0\.0\.0\.0|::)$/;
const LOOPBACK = /^(localhost|127\..*|::1)$/;

const isOurs = (address: string) =>
  LOOPBACK.test(address) ||
  Object.values(networkInterfaces()).some((list) => list?.some((one) => one.address === address));
