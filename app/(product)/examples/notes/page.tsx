import { notFound } from 'next/navigation';
import { shownFields } from '#forms/things/fields';
import { wordsOf } from '#forms/things/words';
import { env } from '#lib/env';
import { noteResource } from '#lib/product/notes/resource';
import { requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Filled } from '#ui/filled';
import { Heading } from '#ui/title';
import { NotesApp } from './notes-app';

export default async function NotesExamplePage() {
  const viewer = await requireViewer('note:list');
  if (!env().hasExamples) notFound();
  const says = textsOf('examples');
  return (
    <AccountShell viewer={viewer} at="/examples/notes">
      <div className="stack-s">
        <Heading>{say('examples.title')}</Heading>
        <p className="hint">
          <Filled of={says.intro} parts={{ api: <code>/api/v1</code> }} />
        </p>
      </div>
      <noscript>
        <p className="notice warn">
          <Filled of={says.noScript} parts={{ notes: <a href="/notes">{says.notes}</a> }} />
        </p>
      </noscript>
      <NotesApp
        text={textsOf('notesExample')}
        fields={{
          fields: shownFields(noteResource),
          submit: say('thingForm.submit', wordsOf(noteResource)),
          submitting: say('thingForm.submitting'),
        }}
        relations={textsOf('relations')}
        zone={viewer.user.timeZone}
      />
    </AccountShell>
  );
}
