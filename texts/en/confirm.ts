export const confirm = {} as const;
