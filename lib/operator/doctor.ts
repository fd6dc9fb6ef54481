import { runAsvs } from '#lib/operator/asvs/run';
import { examine } from '#lib/operator/doctor/examine';
import type { Finding } from '#lib/operator/doctor/finding';
import { tellFindings } from '#lib/operator/doctor/tell';

const USAGE = `Looks at everything the server depends on, and changes nothing.

USAGE npm run doctor -- [--json] [--help]
      npm run doctor -- --asvs|--nist [--level 1|2|3] [--json|--oscal] [--answers FILE]

Ends with 0 when all is well, 1 when there are problems (the server will not start or not work),
2 when there are only warnings (it works, but something should be looked at).
With --asvs or --nist: 1 when a row of that level is open or a probe failed, 2 when questions wait for an answer.`;

async function run(words: string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    console.log(USAGE);
    return 0;
  }
  if (words.includes('--asvs') || words.includes('--nist'))
    return await runAsvs(words, process.env);
  const unknown = words.find((word) => word !== '--json');
  if (unknown) {
    console.error(`There is no "${unknown}".\n\n${USAGE}`);
    return 1;
  }
  const findings = await examine(process.env);
  const exitCode = verdict(findings);
  if (words.includes('--json'))
    console.log(JSON.stringify({ ok: exitCode === 0, findings }, null, 2));
  else console.log(tellFindings(findings));
  return exitCode;
}

function verdict(findings: Finding[]): number {
  if (findings.some(({ is }) => is === 'problem')) return 1;
  return findings.some(({ is }) => is === 'warning') ? 2 : 0;
}

process.exitCode = await run(process.argv.slice(2));
