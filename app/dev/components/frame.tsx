import { Avatar } from '#ui/avatar';
import { Icon, type IconName } from '#ui/icon';
import { Rail } from '#ui/rail';
import { TimeAs } from '#ui/time';
import { InState, Part } from './part';
import { LONG_AGO, LONG_NAME, LONG_WORD } from './samples';

const ICONS: IconName[] = [
  ...([
    'person',
    'people',
    'shield',
    'laptop',
    'phone',
    'terminal',
    'pulse',
    'apps',
    'box',
  ] as const),
  ...([
    'gauge',
    'mail',
    'server',
    'key',
    'lock',
    'clock',
    'list',
    'link',
    'check',
    'alert',
  ] as const),
  'down',
];
const NAMES = ['Ada Lovelace', LONG_NAME, '日本', 'سلمى حداد', 'x'];
const PLACES = [
  { path: '#frame', says: 'Profile', icon: 'person' as const },
  { path: '#words', says: 'Devices', icon: 'laptop' as const, count: 12 },
  { path: '#lists', says: LONG_WORD, icon: 'apps' as const, count: 1234 },
];

/** What the frame of a page is made of. */
export const FrameStates = () => (
  <Part id="frame" title="The frame">
    <InState name="Icon">
      <p>
        {ICONS.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </p>
    </InState>
    <InState name="Avatar">
      <p className="actions">
        {NAMES.map((name) => (
          <Avatar key={name} id={name} name={name} />
        ))}
      </p>
    </InState>
    <InState name="Rail">
      <Rail says="A rail" places={PLACES} at="#frame" />
    </InState>
    <InState name="TimeAs">
      <p>
        <TimeAs at={LONG_AGO} zone="UTC" shape="day" />
      </p>
    </InState>
  </Part>
);
