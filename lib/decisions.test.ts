import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = 'docs/decisions';
const HEAD =
  /^# (\d{3}) (.+)\n\nDate: (\d{4}-\d\d-\d\d)\.(?: Revised: \d{4}-\d\d-\d\d\.)? Status: (\w+)\.\n\n((?:- .+\n)*)/;
const STEP = /^- (Amends|Amended by|Replaces|Replaced by) \[(\d{3})\]\((\S+)\): .+\.$/;
const OTHER_SIDE: Record<string, string> = {
  Amends: 'Amended by',
  'Amended by': 'Amends',
  Replaces: 'Replaced by',
  'Replaced by': 'Replaces',
};

const RECORDS = globSync(`${FOLDER}/[0-9]*.md`)
  .sort()
  .map((path) => {
    const text = readFileSync(path, 'utf8');
    const [, number = '', title = '', date = '', status = '', steps = ''] = text.match(HEAD) ?? [];
    const trail = steps.split('\n').flatMap((line) => {
      const [, how = '', other = '', file = ''] = line.match(STEP) ?? [];
      return line === '' ? [] : [{ how, other, file }];
    });
    return { file: basename(path), text, number, title, date, status, trail };
  });

const numbered = (number: string) => RECORDS.find((record) => record.number === number);

test('every record has a number of its own, a title, a date, a status and the three parts', () => {
  const numbers = RECORDS.map(({ number }) => number);
  expect(numbers.length).toBeGreaterThan(25);
  expect(new Set(numbers).size).toBe(numbers.length);
  const odd = RECORDS.filter(
    ({ file, text, number, status }) =>
      number === '' ||
      !file.startsWith(`${number}-`) ||
      !/^(accepted|amended|replaced)$/.test(status) ||
      !/\n## Context\n[\s\S]*\n## Decision\n[\s\S]*\n## Consequences\n/.test(text),
  );
  expect(odd.map(({ file }) => file)).toEqual([]);
});

test('each amendment is named on both sides, and the status tells of it', () => {
  const steps = RECORDS.flatMap(({ number, trail }) => trail.map((step) => ({ number, ...step })));
  expect(steps.length).toBeGreaterThan(10);
  const oneSided = steps.filter(({ number, how, other, file }) => {
    const there = numbered(other);
    const answers = there?.trail.some(
      (step) => step.how === OTHER_SIDE[how] && step.other === number,
    );
    return !answers || there?.file !== file;
  });
  expect(oneSided).toEqual([]);
  const wrong = RECORDS.filter(({ status, trail }) => {
    const hows = trail.map(({ how }) => how);
    const isReplaced = hows.includes('Replaced by');
    const isAmended = hows.includes('Amended by');
    return status !== (isReplaced ? 'replaced' : isAmended ? 'amended' : 'accepted');
  });
  expect(wrong.map(({ file }) => file)).toEqual([]);
});

test('the index has every record with its title, its date and what amends it', () => {
  const index = readFileSync(`${FOLDER}/README.md`, 'utf8');
  const link = ({ other, file }: { other: string; file: string }) => `[${other}](${file})`;
  const named = (trail: (typeof RECORDS)[number]['trail'], how: string) => {
    const links = trail.filter((step) => step.how === how).map(link);
    return links.length > 0 ? [`${how.toLowerCase()} ${links.join(', ')}`] : [];
  };
  const lines = RECORDS.map(({ file, number, title, date, trail }) => {
    const past = [...named(trail, 'Replaced by'), ...named(trail, 'Amended by')];
    const steps = [...named(trail, 'Replaces'), ...named(trail, 'Amends')];
    const status = [...(past.length > 0 ? past : ['accepted']), ...steps].join('; ');
    return `| [${number}](${file}) | ${title} | ${date} | ${status} |`;
  });
  expect(index.match(/^\| \[\d.*$/gm)).toEqual(lines);
});
