type Kept = { tokenName: string | null };

/** What a page shows of one kind: its rows, and whether there is none of the kind on any page. */
export type OfKind<Row> = { rows: Row[]; isNone: boolean };

/** The apps and the tokens of one page of all. */
export function appsAndTokens<Row extends Kept>(shown: Row[], all: Kept[]) {
  const of = (isIt: (one: Kept) => boolean): OfKind<Row> => ({
    rows: shown.filter(isIt),
    isNone: !all.some(isIt),
  });
  return { apps: of((one) => one.tokenName === null), tokens: of((one) => one.tokenName !== null) };
}
