import { checkSettings } from '#lib/env';
import { answersFile, readAnswers } from '#lib/operator/asvs/answers';
import { assess, exitCodeOf, probesOf } from '#lib/operator/asvs/assess';
import { oscalOf } from '#lib/operator/asvs/oscal';
import { lookAtSite } from '#lib/operator/asvs/probes';
import { answeredBySettings } from '#lib/operator/asvs/questions';
import { readStandard } from '#lib/operator/asvs/row';
import { installationOf } from '#lib/operator/asvs/site';
import { assessmentText } from '#lib/operator/asvs/tell';
import { readAsvsWords } from '#lib/operator/asvs/words';

/**
 * `doctor -- --asvs`: assesses the installation of these settings against a standard, and writes a table, JSON or OSCAL.
 * Only looks. The answer is the code to end with.
 */
export async function runAsvs(words: string[], source: NodeJS.ProcessEnv): Promise<number> {
  const wanted = readAsvsWords(words);
  if (!wanted.ok) return refuse(wanted.because);
  const checked = checkSettings(source);
  if (!checked.ok) return refuse('Some settings are wrong or missing: run npm run doctor first.');
  const { settings } = checked;
  const { standard, level, form, answers: file } = wanted.value;
  const answers = readAnswers(file ?? answersFile(settings.DATABASE_URL));
  if (!answers.ok) return refuse(`The file of answers cannot be read: ${answers.because}`);
  const list = readStandard(standard);
  const seen = await lookAtSite(installationOf(settings), probesOf(list, level));
  const given = { ...answeredBySettings(settings), ...answers.value };
  const assessment = assess(list, level, seen, given);
  const exitCode = exitCodeOf(assessment);
  const { faults, rows, unanswered, stale } = assessment;
  if (form === 'oscal') console.log(JSON.stringify(oscalOf(assessment, standard), null, 1));
  else if (form === 'json')
    console.log(
      JSON.stringify(
        {
          ok: exitCode === 0,
          standard: list.standard,
          level,
          rows: rows.map(({ id, row, state }) => ({ id, state, ...row })),
          probes: seen,
          unanswered,
          stale,
          faults,
        },
        null,
        1,
      ),
    );
  else console.log(assessmentText(assessment));
  return exitCode;
}

function refuse(says = 'It cannot be done.'): number {
  console.error(says);
  return 1;
}
