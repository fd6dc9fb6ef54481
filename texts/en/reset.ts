export const reset = {} as const;
