import 'server-only';
import { getTableColumns } from 'drizzle-orm';
import type { Column } from '#lib/db/engine';
import type { ThingResource } from '#lib/resource';

/** The column of a field, by its name in the declaration. */
const columnOf = ({ table }: ThingResource, name: string) => getTableColumns(table)[name] as Column;

/** The column that says what a thing is called. */
export const calledBy = (of: ThingResource) => columnOf(of, of.called);

/** The columns of all that people fill in. */
export const filledIn = (of: ThingResource) =>
  Object.keys(of.fields).map((name) => columnOf(of, name));
