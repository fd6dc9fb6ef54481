import { notes } from '#drizzle/product/notes';
import { lineField, linesField } from '#lib/product/fields';
import { defineThing, ownerEditorViewer, readAndWrite } from '#lib/resource';

/** Notes: the example. Nobody may read one that was not shared with them, whatever their role. */
export const noteResource = defineThing('note', {
  ...ownerEditorViewer,
  plural: 'notes',
  table: notes,
  called: 'title',
  fields: {
    title: lineField(200, 'title_empty', 'title_long'),
    text: linesField(20_000, 'text_long'),
  },
  scopes: readAndWrite('notes'),
  operationsEnd: '',
});

/** The note with this id, if there is one. */
export const noteOf = (id: string) => ({ of: noteResource, id });
