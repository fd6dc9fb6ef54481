import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copySources, runTool } from '#lib/testing/copy.test-support';

/** The sources with a language that marks everything it says: a folder, and its line in the list. */
function withMadeUp(): string {
  const folder = copySources();
  cpSync('texts/en', join(folder, 'texts/qq'), { recursive: true });
  for (const path of globSync('texts/qq/*.ts', { cwd: folder })) {
    const source = readFileSync(join(folder, path), 'utf8');
    const marked = path.endsWith('index.ts')
      ? source.replaceAll('#texts/en/', '#texts/qq/').replace('const en ', 'const qq ')
      : source.replaceAll(/^( {2}(?:\w+|'[^']+'):\s+| {4})(['"])/gm, '$1$2» ');
    writeFileSync(join(folder, path), marked);
  }
  change(folder, 'texts/languages.ts', 'all = {', 'all = { qq,');
  change(folder, 'texts/languages.ts', NAMES, `${NAMES} qq: 'Made up',`);
  change(folder, 'texts/languages.ts', 'import { en }', QQ);
  return folder;
}

const QQ = "import { qq } from '#texts/qq/index';\nimport { en }";
const NAMES = 'LANGUAGE_NAMES: Record<Language, string> = {';

function change(folder: string, path: string, from: string, to: string) {
  const text = readFileSync(join(folder, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
  writeFileSync(join(folder, path), text.replace(from, to));
}

const compile = (folder: string) => runTool(folder, 'typescript/bin/tsc', '--noEmit');

test('a made-up language is a folder and a line, and one that lacks a sentence is told so by name', async () => {
  const folder = withMadeUp();
  expect(await compile(folder)).toEqual({ code: 0, output: '' });

  const form = 'texts/qq/sign-in.ts';
  change(folder, form, "  forgot: '» Forgot password?',", "  more: '» More',");
  change(folder, 'texts/qq/common.ts', '{what}', '{whom}');
  const { output } = await compile(folder);
  expect(output).toContain('qq: signInForm.forgot is missing');
  expect(output).toContain('qq: signInForm.more is not in English');
  expect(output).toContain('qq: common.newTab has other placeholders');
}, 240_000);
