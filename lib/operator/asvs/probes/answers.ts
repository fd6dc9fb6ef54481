import type { Heard, ProbeRequest } from '#lib/operator/asvs/ask';
import { type Probe, verdictOf } from '#lib/operator/asvs/probe';
import type { Installation } from '#lib/operator/asvs/site';

/** One of each class of answer. None makes anything or is worth an entry in the audit log. */
const CLASSES: [path: string, asked?: ProbeRequest][] = [
  ['/sign-in'],
  ['/dashboard'],
  ['/nothing-is-here'],
  ['/api/v1/me'],
  ['/.well-known/security.txt'],
  ['/health/live'],
  ['/icon.svg'],
  ['//two-ways'],
  ['/sign-up', { method: 'PUT' }],
];

const FIXED: Record<string, RegExp> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^strict-origin-when-cross-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'content-security-policy': /frame-ancestors 'none'/,
};
function faultsAt(path: string, { status, headers }: Heard, isHttps: boolean): string[] {
  const of = (name: string) => String(headers[name] ?? '');
  const rules: [boolean, string][] = [
    [status < 500, `answers ${status}`],
    ...Object.entries(FIXED).map(([name, right]): [boolean, string] => [
      right.test(of(name)),
      `has ${name}: ${of(name) || 'nothing'}`,
    ]),
    [!isHttps || /max-age=\d{8,}/.test(of('strict-transport-security')), 'is without HSTS'],
    [
      !/^text\/|\+xml/.test(of('content-type')) || /charset=/i.test(of('content-type')),
      'names no charset',
    ],
    [!of('access-control-allow-origin'), 'lets other origins read it'],
    [!/\d/.test(of('server') + of('x-powered-by')), `tells a version: ${of('server')}`],
    [
      !/^\/(dashboard|api)/.test(path) || /no-store/.test(of('cache-control')),
      'may be kept by caches',
    ],
  ];
  return rules.filter(([isRight]) => !isRight).map(([, says]) => `${path} ${says}.`);
}

export const answersProbe: Probe = {
  about:
    'One of each class of answer: policy, type with charset, HSTS, no version, no other origin, no cache of what is private.',
  look: async (site: Installation) => {
    const heard = await Promise.all(
      CLASSES.map(async ([path, asked]) => ({ path, answer: await site.ask(path, asked) })),
    );
    const faults = heard.flatMap(({ path, answer }) =>
      faultsAt(path, answer, site.url.protocol === 'https:'),
    );
    return verdictOf(
      faults,
      `${heard.length} classes of answers have the headers that are asked for.`,
    );
  },
};
