import { randomUUID } from 'node:crypto';
import type { Assessed, Assessment, State } from '#lib/operator/asvs/assess';
import { PROBES } from '#lib/operator/asvs/probes';
import { QUESTIONS, type Question } from '#lib/operator/asvs/questions';

type Observation = {
  uuid: string;
  title: string;
  description: string;
  methods: ['TEST' | 'EXAMINE' | 'INTERVIEW'];
  collected: string;
};

/** Ids of controls begin with a letter in OSCAL. */
const controlOf = (prefix: string, id: string) => `${prefix}-${id}`;

/**
 * The assessment as OSCAL assessment results, in the least that its schema asks for: a finding for each row, an
 * observation for each test, probe, reading and answer, and a risk for each row that deviates or is open.
 */
export function oscalOf(assessment: Assessment, prefix: string) {
  const now = new Date().toISOString();
  const { name, version } = assessment.list.standard;
  const plan = randomUUID();
  const told = assessment.rows.map((one) => tellRow(one, assessment, { now, prefix }));
  const controls = assessment.rows.map(({ id }) => ({ 'control-id': controlOf(prefix, id) }));
  return {
    'assessment-results': {
      uuid: randomUUID(),
      metadata: {
        title: `${name} ${version}, level ${assessment.level}`,
        'last-modified': now,
        version: version,
        'oscal-version': '1.0.4',
      },
      'import-ap': { href: `#${plan}` },
      results: [
        {
          uuid: randomUUID(),
          title: 'npm run doctor -- --asvs',
          description: 'Named tests, live probes, dated readings, and answers of the operator.',
          start: now,
          end: now,
          'reviewed-controls': { 'control-selections': [{ 'include-controls': controls }] },
          ...withSome(
            'observations',
            told.flatMap(({ observations }) => observations),
          ),
          ...withSome(
            'risks',
            told.flatMap(({ risks }) => risks),
          ),
          findings: told.map(({ finding }) => finding),
        },
      ],
      'back-matter': {
        resources: [{ uuid: plan, title: 'docs/asvs.json', rlinks: [{ href: 'docs/asvs.json' }] }],
      },
    },
  };
}

/** A list has something in it there, or is left out. */
const withSome = <Name extends string, Item>(name: Name, list: Item[]) =>
  (list.length > 0 ? { [name]: list } : {}) as { [name in Name]?: Item[] };

type More = { now: string; prefix: string };

/** How a state is said in OSCAL. */
const STATUS: Record<State, { state: string; reason: string }> = {
  met: { state: 'satisfied', reason: 'pass' },
  answered: { state: 'satisfied', reason: 'pass' },
  deviates: { state: 'not-satisfied', reason: 'fail' },
  failed: { state: 'not-satisfied', reason: 'fail' },
  open: { state: 'not-satisfied', reason: 'fail' },
  asked: { state: 'not-satisfied', reason: 'other' },
  unseen: { state: 'not-satisfied', reason: 'other' },
};

function tellRow({ id, row, state }: Assessed, assessment: Assessment, { now, prefix }: More) {
  const title = controlOf(prefix, id);
  const observations = observationsOf(row, assessment, now);
  const risks = STATUS[state].reason === 'fail' ? [riskOf(title, row, state)] : [];
  const related = observations.map(({ uuid }) => ({ 'observation-uuid': uuid }));
  const finding = {
    uuid: randomUUID(),
    title,
    description: `${row.asks}: ${state}`,
    target: { type: 'objective-id', 'target-id': title, status: STATUS[state] },
    ...(related.length > 0 && { 'related-observations': related }),
    ...(risks.length > 0 && {
      'related-risks': risks.map(({ uuid }) => ({ 'risk-uuid': uuid })),
    }),
  };
  return { finding, observations, risks };
}

const riskOf = (title: string, row: Assessed['row'], state: State) => ({
  uuid: randomUUID(),
  title,
  description: row.asks,
  statement: row.why ?? row.fix ?? 'A probe saw otherwise.',
  status: state === 'deviates' ? 'deviation-approved' : 'open',
});

function observationsOf(
  row: Assessed['row'],
  { seen, given }: Assessment,
  collected: string,
): Observation[] {
  const observe = (
    method: Observation['methods'][0],
    title: string,
    description: string,
  ): Observation => ({ uuid: randomUUID(), title, description, methods: [method], collected });
  const { tests = [], probes = [], questions = [], read } = row;
  return [
    ...tests.map(([file, title]) =>
      observe('TEST', title, `${file}, run by npm test or npm run reliability`),
    ),
    ...probes.map((name) =>
      observe(
        'TEST',
        `probe ${name}`,
        `${PROBES[name]?.about} ${seen[name]?.is}: ${seen[name]?.says}`,
      ),
    ),
    ...(read ? [observe('EXAMINE', `read on ${read.on}`, `${read.says} ${read.files}`)] : []),
    ...questions.map((name) =>
      observe(
        'INTERVIEW',
        name,
        `${QUESTIONS[name as Question]} ${given[name as Question] ?? 'Not answered.'}`,
      ),
    ),
  ];
}
