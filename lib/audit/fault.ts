import 'server-only';

/** What is wrong, and at which entry. */
export type Fault = {
  seq: number;
  /** Null when the entry is not there. */
  id: string | null;
  fault:
    | 'changed'
    | 'missing'
    | 'added'
    | 'start'
    | 'head'
    | 'noted'
    | 'waiting'
    | 'unguarded'
    | 'tree'
    | 'witnessed';
  says: string;
};
