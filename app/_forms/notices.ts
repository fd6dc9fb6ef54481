import 'server-only';
import { redirect } from 'next/navigation';
import { takeFlash, writeFlash } from '#lib/session/flash';

/** What a page tells at its top about what was just done. Sent to the browser. */
export type Told = { text: string; kind: 'done' | 'note' };

/** Every sentence that an action leaves for the page it leads to. */
const DONE = {
  'profile-saved': 'Your profile is saved.',
  'address-changed': 'Your account has its new address.',
  'password-changed': 'Your new password is saved.',
  'session-ended': 'That session has ended.',
  'others-ended': 'You are signed out everywhere else.',
  'signed-out': 'You are signed out.',
  'account-deleted': 'Your account is deleted.',
  'note-created': 'The note is saved. So far only you can see it.',
  'note-saved': 'The note is saved.',
  'note-deleted': 'The note is deleted, for everybody.',
  'note-left': 'You have left the note.',
  'note-shared': 'The note is shared. The list below has everybody it is shared with.',
  'note-role': 'The role is changed.',
  'note-removed': 'They no longer have access.',
  'note-offered': 'The note is offered. It stays yours until the offer is accepted.',
  'note-withdrawn': 'The offer is withdrawn. The note stays yours.',
  'note-accepted': 'This note is yours now.',
  'note-declined': 'You have declined. The note stays with its owner.',
  'user-disabled': 'The account is disabled, and its owner signed out everywhere.',
  'user-enabled': 'The account is open again.',
  'user-session-ended': 'That session has ended.',
  'user-sessions-ended': 'This person is signed out everywhere.',
  'user-reset': 'This person is signed out everywhere and asked by mail to set a new password.',
  'user-role': 'The role is changed, and its owner told by mail.',
  'user-deleted': 'The account is deleted.',
} as const;

/** What is no success: nothing was left to do, or something is left for the person to do. */
const NOTES = {
  'flow-over':
    'That took too long, it is done already, or it was begun in another browser. Fill this in again if you still need it, and we mail another code.',
  'note-there':
    'This form made this note before, and it was changed since. Nothing was changed now.',
  'challenge-over': 'That took too long, or it was tried too often. Sign in again.',
  'nothing-to-end': 'There was nothing left to end.',
  'nothing-to-do': 'There was nothing left to do.',
  'nothing-to-change': 'There was nothing left to change: look at the list as it is now.',
  'asked-lately': 'This person was asked three times within the hour. Wait before you ask again.',
  'log-looked-at': 'The log was verified. What was found stands here.',
  'log-under-way': 'The log is being verified. It is long: look again in a while.',
  'not-me':
    'That session has ended. Choose a new password now, so that whoever it was cannot come back.',
  'not-me-over':
    'That session had ended before. Choose a new password now, so that whoever it was cannot come back.',
} as const;

/** Whom it concerns; null where nobody is signed in any more. */
type Whose = { user: { id: string } } | null;

export type Word = keyof typeof DONE | keyof typeof NOTES;

/** Ends an action: leads to a page of this site, which tells once, and only to this person, what was done. */
export async function done(path: string, word: Word, viewer: Whose): Promise<never> {
  await leaveWord(path, word, viewer);
  return redirect(path);
}

/** The same for an endpoint, which redirects by itself. */
export const leaveWord = (path: string, word: Word, viewer: Whose) =>
  writeFlash({ word, path: path.replace(/\?.*/, ''), to: viewer?.user.id ?? 'nobody' });

/** What the page that is being made has to tell, or null. */
export async function readTold(): Promise<Told | null> {
  const word = await takeFlash();
  if (word === null) return null;
  if (Object.hasOwn(DONE, word)) return { text: DONE[word as keyof typeof DONE], kind: 'done' };
  if (Object.hasOwn(NOTES, word)) return { text: NOTES[word as keyof typeof NOTES], kind: 'note' };
  return null;
}
