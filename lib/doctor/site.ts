import { doubtful, type Finding, good } from '#lib/doctor/finding';

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
