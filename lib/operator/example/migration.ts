import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { BREAKPOINT } from '#lib/db/migrations';
import { runDevTool } from '#lib/operator/new/run-tool';
import { CommandRefused } from '#lib/operator/terminal';
import type { ThingResource } from '#lib/resource';

const FOLDER = 'drizzle/product/migrations';

/**
 * Writes the migration that drops the table of a thing, with who owned and was shared it, and gives the room that it took
 * back to its owners. To be called when the table is declared no more. Answers the path of the file.
 */
export async function writeMigration(of: ThingResource): Promise<string> {
  const before = new Set(globSync(`${FOLDER}/*.sql`));
  const name = `contract_without_${of.plural}`;
  const config = ['--config', 'drizzle/product.config.ts', '--name', name];
  const { code, output } = await runDevTool('drizzle-kit/bin.cjs', 'generate', ...config);
  const [file] = globSync(`${FOLDER}/*.sql`).filter((path) => !before.has(path));
  if (code !== 0 || !file)
    throw new CommandRefused(
      `drizzle-kit wrote no migration, and everything is as it was. It says:\n${output}`,
      1,
    );
  const drops = readFileSync(file, 'utf8');
  writeFileSync(file, `${withoutRows(of)}${drops}`);
  return file;
}

/** The statements for what goes besides the table, to be followed by that. Both engines know every word of them. */
export function withoutRows(of: ThingResource): string {
  const table = `\`${getTableName(of.table)}\``;
  const columns = getTableColumns(of.table) as Record<string, { name: string }>;
  const bytes = Object.keys(of.fields)
    .map((field) => `octet_length(${table}.\`${columns[field]?.name}\`)`)
    .join(' + ');
  const owned = `\`grants\`.\`kind\` = '${of.kind}' AND \`grants\`.\`relation\` = 'owner'`;
  const statements = [
    `-- Every row of ${table.replaceAll('`', '')} goes, of everybody, and nothing brings it back. First what it took of their room.
UPDATE \`users\` SET \`stored_bytes\` = \`stored_bytes\` - (SELECT coalesce(sum(${bytes}), 0) FROM ${table} INNER JOIN \`grants\` ON \`grants\`.\`object\` = ${table}.\`id\` WHERE ${owned} AND \`grants\`.\`subject\` = 'user:' || \`users\`.\`id\`) WHERE \`users\`.\`id\` IN (SELECT substr(\`grants\`.\`subject\`, 6) FROM \`grants\` WHERE ${owned})`,
    `DELETE FROM \`grants\` WHERE \`kind\` = '${of.kind}'`,
  ];
  return statements.map((one) => `${one};${BREAKPOINT}\n`).join('');
}
