export const email = {} as const;
