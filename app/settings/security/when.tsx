import type { HeldKind } from '#lib/accounts/security';
import { textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Ago } from '#ui/time';

type Props = Pick<HeldKind, 'addedAt' | 'usedAt'> & { zone: string };

/** Since when somebody has it, and when it was used last. */
export function When({ addedAt, usedAt, zone }: Props) {
  const { added, used, neverUsed } = textsOf('security');
  return (
    <>
      {addedAt && <Filled of={added} parts={{ when: <Ago at={addedAt} zone={zone} /> }} />}
      {addedAt && ' · '}
      {usedAt ? <Filled of={used} parts={{ when: <Ago at={usedAt} zone={zone} /> }} /> : neverUsed}
    </>
  );
}
