import { expect, test } from 'vitest';
import { type AskedActivity, activityPath, readActivityFilter } from './filter';

const ID = '0199a3c0-0000-7000-8000-0000000000ff';
const NO_KIND = 'There is no such kind of event. Events of all kinds are shown.';
const NO_DEVICE = 'There is no such device. What was done on all devices is shown.';

test.each<
  [asked: AskedActivity, kind: string | undefined, device: string | undefined, ...says: string[]]
>([
  [{}, undefined, undefined],
  [{ kind: '', device: '' }, undefined, undefined],
  [{ kind: 'refused' }, 'refused', undefined],
  [{ kind: ' refused ', device: ID.toUpperCase() }, 'refused', ID],
  [{ kind: 'nothing', device: ID }, undefined, ID, NO_KIND],
  [{ kind: 'toString', device: 'none' }, undefined, undefined, NO_KIND, NO_DEVICE],
  [{ kind: "' or 1=1 --" }, undefined, undefined, NO_KIND],
  [{ device: `${ID}0` }, undefined, undefined, NO_DEVICE],
  [{ device: 'x'.repeat(5_000) }, undefined, undefined, NO_DEVICE],
  [{ kind: ['refused', 'apps'], device: [ID] }, undefined, undefined],
])('%j asks for %s of %s', (asked, kind, device, ...problems) => {
  expect(readActivityFilter(asked)).toEqual({ kind, device, problems });
});

test('an address says what is chosen, and nothing else', () => {
  expect(activityPath({})).toBe('/settings/activity');
  expect(activityPath({ kind: 'apps', device: ID })).toBe(
    `/settings/activity?kind=apps&device=${ID}`,
  );
  const again = Object.fromEntries(
    new URL(activityPath({ kind: 'apps', device: ID }), 'http://x').searchParams,
  );
  expect(readActivityFilter(again)).toEqual({ kind: 'apps', device: ID, problems: [] });
});
