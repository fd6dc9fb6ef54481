/** Each is strokes on a grid of 24, and takes the colour of the words beside it. */
const STROKES = {
  person:
    'M8.2 8.5a3.8 3.8 0 1 0 7.6 0a3.8 3.8 0 1 0-7.6 0M4.8 20c1-3.8 3.7-5.7 7.2-5.7s6.2 1.9 7.2 5.7',
  people:
    'M5.8 9a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0M3 19c.7-3.2 2.9-4.8 6-4.8s5.3 1.6 6 4.8M15.5 6.2a3 3 0 0 1 0 5.7M17.5 14.6c2 .6 3.2 2 3.7 4.4',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10',
  laptop:
    'M6.5 5h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 13.5v-7A1.5 1.5 0 0 1 6.5 5M2.5 18.5h19',
  phone:
    'M9.2 3h5.6A2.2 2.2 0 0 1 17 5.2v13.6a2.2 2.2 0 0 1-2.2 2.2H9.2A2.2 2.2 0 0 1 7 18.8V5.2A2.2 2.2 0 0 1 9.2 3M11 18h2',
  terminal:
    'M5 4.5h14a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2M7 9.5l3 2.5-3 2.5M12.5 15h4',
  pulse: 'M4 12h3l2.5-7 4.5 14 2.5-7H20',
  apps: 'M5.5 4h4A1.5 1.5 0 0 1 11 5.5v4A1.5 1.5 0 0 1 9.5 11h-4A1.5 1.5 0 0 1 4 9.5v-4A1.5 1.5 0 0 1 5.5 4M14.5 4h4A1.5 1.5 0 0 1 20 5.5v4a1.5 1.5 0 0 1-1.5 1.5h-4A1.5 1.5 0 0 1 13 9.5v-4A1.5 1.5 0 0 1 14.5 4M5.5 13h4a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 9.5 20h-4A1.5 1.5 0 0 1 4 18.5v-4A1.5 1.5 0 0 1 5.5 13M16.5 13v7M13 16.5h7',
  box: 'M4 8.5 12 4l8 4.5v7L12 20l-8-4.5zM4 8.5l8 4.5 8-4.5M12 13v7',
  gauge: 'M4 17a8 8 0 1 1 16 0M12 17l4-5',
  mail: 'M5.5 5.5h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2M4 7l8 6 8-6',
  server:
    'M6 4h12a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2M6 13h12a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2M7.5 7.5h.01M7.5 16.5h.01',
  key: 'M3.5 15a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M11.5 11.5l8-8M16 7l3 3M13.5 9.5l2 2',
  lock: 'M7 10.5h10a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2M8 10.5V8a4 4 0 0 1 8 0v2.5',
  clock: 'M4 12.5a8 8 0 1 0 16 0a8 8 0 1 0-16 0M12 8v4.5l3 2',
  list: 'M4 7h16M4 12h10M4 17h7M16 17l2 2 3.5-4',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 4l9 15.5H3zM12 10v4M12 16.8v.2',
  down: 'M6 9.5l6 6 6-6',
} as const;

export type IconName = keyof typeof STROKES;

/** A picture beside words that say the same: whoever listens to a page loses nothing. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={STROKES[name]} />
  </svg>
);
