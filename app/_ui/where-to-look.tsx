import type { ShownFlow } from '#forms/shown-flow';
import type { Texts } from '#texts/complete';
import { Clock } from '#ui/clock';
import { Filled } from '#ui/filled';

type Props = { flow: ShownFlow; used: string; text: Texts['codeForms'] };

/** What is in the mailbox and what is not, in the same words for every address. */
export function WhereToLook({ flow, used, text }: Props) {
  const { mailed, hasZone } = flow;
  const email = <b>{flow.email}</b>;
  if (flow.isUsed) return <p>{used}</p>;
  if (!mailed)
    return (
      <p>
        <Filled of={text.notMailed} parts={{ email }} />
      </p>
    );
  const at = <Clock moment={mailed.at} hasZone={hasZone} />;
  if (!flow.isLive)
    return (
      <p>
        <Filled of={text.noLonger} parts={{ email, at }} />
      </p>
    );
  const until = <Clock moment={mailed.until} hasZone={hasZone} />;
  return (
    <p>
      <Filled of={text.look} parts={{ email, at, until }} />
    </p>
  );
}
