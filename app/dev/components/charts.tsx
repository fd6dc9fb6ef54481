import { Bars } from '#ui/charts/bars';
import { Chain } from '#ui/charts/chain';
import { Heat } from '#ui/charts/heat';
import { Shares } from '#ui/charts/shares';
import { Picture } from '#ui/picture';
import { InState, Part } from './part';
import { LONG_NAME } from './samples';

const DAYS = [...Array(30).keys()].map((day) => ({
  key: String(day),
  short: String(day + 1),
  says: `Day ${day + 1}`,
  ok: (day * 7) % 11,
  bad: day % 5 === 0 ? 3 : 0,
}));
const WEEK = ['Monday', 'Tuesday', 'Wednesday'].map((name, row) => ({
  name,
  hours: [...Array(24).keys()].map((hour) => (hour * (row + 1)) % 9),
}));
const WAYS = [
  { name: 'Password', count: 70 },
  { name: LONG_NAME, count: 1 },
];

/** What the server draws: with much in it, and with nothing. */
export const ChartStates = () => (
  <Part id="charts" title="Charts">
    <InState name="Bars">
      <Bars id="bars" title="Sign-ins" says="What one sees in it, in words." bars={DAYS} />
    </InState>
    <InState name="Bars, none">
      <Bars id="no-bars" title="Sign-ins" says="There were none." bars={DAYS.map(asNone)} />
    </InState>
    <InState name="Heat">
      <Heat id="heat" title="When" says="In words." rows={WEEK} sayOne={sayOne} />
    </InState>
    <InState name="Shares">
      <Shares of={WAYS} />
    </InState>
    <InState name="Chain: whole, unseen, broken, empty">
      <Chain entries={100} verified={100} broken={[]} />
      <Chain entries={100} verified={40} broken={[]} />
      <Chain entries={100} verified={100} broken={[0.5]} />
      <Chain entries={0} verified={0} broken={[]} />
    </InState>
    <InState name="Picture">
      <Picture name="key" />
    </InState>
  </Part>
);

const asNone = (day: (typeof DAYS)[number]) => ({ ...day, ok: 0, bad: 0 });
const sayOne = (row: string, hour: string, count: number) => `${row}, ${hour}: ${count}`;
