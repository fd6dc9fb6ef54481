import type { ShownFlow } from '#forms/shown-flow';
import { Clock } from '#ui/clock';

/** What is in the mailbox and what is not, in the same words for every address. */
export function WhereToLook({ flow, used }: { flow: ShownFlow; used: string }) {
  const { email, mailed, hasZone } = flow;
  if (flow.isUsed) return <p>{used}</p>;
  if (!mailed)
    return (
      <p>
        No code went out for this page yet: <b>{email}</b> was mailed a short while ago, by another
        browser or for something that is done. Have one sent below as soon as it can be.
      </p>
    );
  if (!flow.isLive)
    return (
      <p>
        The code that we mailed to <b>{email}</b> at <Clock moment={mailed.at} hasZone={hasZone} />{' '}
        no longer works.
      </p>
    );
  return (
    <p>
      Look into the mailbox of <b>{email}</b> and type the code that we mailed at{' '}
      <Clock moment={mailed.at} hasZone={hasZone} />. It works until{' '}
      <Clock moment={mailed.until} hasZone={hasZone} />. If it is not there within a minute, look
      into the spam folder too.
    </p>
  );
}
