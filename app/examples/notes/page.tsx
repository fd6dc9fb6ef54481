import { notFound } from 'next/navigation';
import { env } from '#lib/env';
import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { Heading } from '#ui/title';
import { NotesApp } from './notes-app';

export default async function NotesExamplePage() {
  const viewer = await requireViewer('note:list');
  if (!env().hasExamples) notFound();
  return (
    <AccountShell viewer={viewer} at="/examples/notes">
      <div className="stack-s">
        <Heading>Notes by the API</Heading>
        <p className="hint">
          An example: this page is a script that asks <code>/api/v1</code> with the cookie of your
          session. It holds no token, and could not read one.
        </p>
      </div>
      <noscript>
        <p className="notice warn">
          This example is the one page here that needs JavaScript. <a href="/notes">Your notes</a>{' '}
          are there without it.
        </p>
      </noscript>
      <NotesApp zone={viewer.user.timeZone} />
    </AccountShell>
  );
}
