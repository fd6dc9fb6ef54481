import type { OAuthClient } from '#lib/oauth/clients';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Time } from '#ui/time';

type Props = { client: OAuthClient; zone: string };

/** How old the secret of a program is, and whether the one before it opens too. Neither is ever shown. */
export function Secret({ client, zone }: Props) {
  const { mustRenew, secretCreatedAt: since, oldSecretEndsAt: until } = client;
  const text = textsOf('programFacts');
  if (mustRenew) return say('programFacts.renew');
  return (
    <>
      {since ? (
        <Filled of={text.since} parts={{ time: <Time at={since} zone={zone} /> }} />
      ) : (
        text.sinceUnknown
      )}
      {until && (
        <>
          {'; '}
          <Filled of={text.before} parts={{ time: <Time at={until} zone={zone} /> }} />
        </>
      )}
    </>
  );
}
