import { type Probe, unseen, verdictOf } from '#lib/operator/asvs/probe';

const MOST = 4096;

/** What is wrong with a line of Set-Cookie. */
function faultsOfCookie(line: string, isHttps: boolean): string[] {
  const name = line.slice(0, line.indexOf('='));
  const rules: [boolean, string][] = [
    [/; *httponly/i.test(line), 'is within reach of scripts'],
    [/; *samesite=(lax|strict)/i.test(line), 'goes along from other sites'],
    [!isHttps || /; *secure/i.test(line), 'goes over plain http'],
    [!isHttps || /^__(Host|Secure)-/.test(name), 'has no prefix'],
    [line.indexOf(';') <= MOST, 'is longer than 4096'],
  ];
  return rules.filter(([isRight]) => !isRight).map(([, says]) => `The cookie ${name} ${says}.`);
}

export const cookiesProbe: Probe = {
  about:
    'The cookies that a stranger is given: scripts, other sites, plain http, prefix and length.',
  look: async (site) => {
    const answers = await Promise.all(
      ['/sign-in?next=%2Fdashboard', '/sign-up', '/dashboard', '/forgot-password'].map((path) =>
        site.ask(path),
      ),
    );
    const lines = answers.flatMap(({ cookies }) => cookies);
    if (lines.length === 0)
      return unseen(
        'These pages set no cookie before somebody sends a form; the tests look at those.',
      );
    const isHttps = site.url.protocol === 'https:';
    return verdictOf(
      lines.flatMap((line) => faultsOfCookie(line, isHttps)),
      `${lines.length} cookies are as they should be.`,
    );
  },
};
