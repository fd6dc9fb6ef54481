/** What is shown in the place of a page that is not there. */
export const noSuchPage = {
  title: 'There is no such page',
  text: 'It may have been moved, the address may be mistyped, or it is not yours to see.',
  start: 'Go to the start page',
} as const;
