import { CommandRefused } from '#lib/operator/terminal';

/** Refuses where a file that stays would import what is gone. */
export function refuseBroken(importers: string[]) {
  if (importers.length === 0) return;
  throw new CommandRefused(
    `These files stay and import the example:\n${importers.map((path) => `  ${path}`).join('\n')}\nTake their imports out, or delete them, first. Nothing was removed.`,
    1,
  );
}
