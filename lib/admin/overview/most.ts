/** So many rows are read at a time, with a pause … */
export const SLICE = 5_000;
/** … and no more than so many in all: of a larger site it is said that there are more. */
export const MOST = 100_000;
