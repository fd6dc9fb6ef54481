/** What one check found. `fix` is the next thing to do; it is there whenever all is not well. */
export type Finding = {
  check: string;
  is: 'ok' | 'warning' | 'problem';
  says: string;
  fix?: string;
};

export const good = (check: string, says: string): Finding => ({ check, is: 'ok', says });

export const doubtful = (check: string, says: string, fix: string): Finding => ({
  check,
  is: 'warning',
  says,
  fix,
});

export const bad = (check: string, says: string, fix: string): Finding => ({
  check,
  is: 'problem',
  says,
  fix,
});
