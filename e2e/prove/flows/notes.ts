import { about, share, writeNote } from '#e2e/support/notes';
import type { BrowserUser } from '../browser-user.ts';
import { newPeer } from '../installation.ts';

/** A note of one's own: made, edited, shared, offered, taken back, deleted. */
export async function ownNote({ go, fill, press, page, installation }: BrowserUser) {
  const peer = await newPeer(installation, 'Visible Peer');
  await go('/notes/new');
  await press('Save note', 'refused');
  await fill({ title: 'Visible title', text: 'Visible text' });
  await press('Save note', 'done');
  const note = new URL(page.url()).pathname;
  await fill({ text: 'Visible text, again' });
  await press('Save note', 'done');
  await go('/notes');
  await go(`${note}/sharing`);
  await fill({ email: 'nonsense' });
  await press('Share', 'refused');
  await fill({ email: peer.email });
  await press('Share', 'done');
  await page.getByLabel(`Role of ${peer.email}`).selectOption('editor');
  await press(`Save role of ${peer.email}`, 'done');
  await press(`Offer ownership of ${peer.email}`, 'done');
  await press(`Withdraw offer of ${peer.email}`, 'done');
  await press(`Remove of ${peer.email}`, 'done');
  await go(`${note}/delete`);
  await press('Delete the note', 'done');
}

/** A note of somebody else that was shared with the user: declined, accepted, lost while writing, left. */
export async function sharedNote({ go, fill, press, installation, email }: BrowserUser) {
  const { visitor } = await newPeer(installation, 'Visible Sharer');
  const offered = await writeNote(visitor, 'Visible offer', 'Visible words');
  const shared = await writeNote(visitor, 'Visible share', 'Visible words');
  for (const note of [offered, shared]) await share(visitor, note, email(), 'editor');
  await about(visitor, offered, email(), 'Offer ownership');
  await go(`/notes/${offered}`);
  await press('Decline', 'done');
  await about(visitor, offered, email(), 'Offer ownership');
  await go(`/notes/${offered}`);
  await press('Accept', 'done');
  await go(`/notes/${shared}/leave`);
  await press('Leave the note', 'done');
  await share(visitor, shared, email(), 'editor');
  await go(`/notes/${shared}`);
  await about(visitor, shared, email(), 'Remove');
  await fill({ text: 'Visible and lost' });
  await press('Save note', 'refused');
}
