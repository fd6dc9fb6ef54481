/** In the place of lib/limits/turns: nobody counts for others, as in so many processes. */
export const noTurns = {
  inTurns:
    <Ask, Given>(work: (asks: Ask[]) => Promise<Given[]>) =>
    async (ask: Ask): Promise<Given> =>
      (await work([ask]))[0] as Given,
};
