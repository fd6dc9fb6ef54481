import Database from 'better-sqlite3';

export type DatabaseFile = Database.Database;

/** The file of a database of ours, as another program opens it. */
export const openFile = (file: string, options: Database.Options = {}): DatabaseFile =>
  new Database(file, options);
