// What a production installation is made of, from package-lock.json alone: `npm run --silent sbom` is CycloneDX 1.6 as JSON,
// `npm run --silent licences` a list. npm's own `npm sbom --omit=dev` leaves out next, react and whatever else a
// development tool has for a peer, and without --omit it refuses this tree.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nearest, needed } from './needed.mjs';

/** The packages that an installation for serving may have, by their place in node_modules. Folders of the product are it. */
export const shipped = ({ packages }) =>
  [...needed(packages)]
    .filter((path) => path.includes('node_modules/') && !packages[path].link)
    .sort()
    .map((path) => ({
      ...packages[path],
      path,
      name: packages[path].name ?? path.split('node_modules/').at(-1),
    }));

const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** Without a time or a random number, so that the same lock file always gives the same text. */
export function sbom(lock) {
  const all = shipped(lock);
  const byPath = new Map(all.map((one) => [one.path, one]));
  const find = (path, name) => byPath.get(nearest(path, name, lock.packages));
  const root = { ...lock.packages[''], path: '' };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': purl(root),
        name: root.name,
        version: root.version,
      },
    },
    components: [...new Map(all.map((one) => [purl(one), componentOf(one)])).values()],
    dependencies: [
      ...new Map([root, ...all].map((one) => [purl(one), needsOf(one, find)])).values(),
    ],
  };
}

const componentOf = (one) => ({
  type: 'library',
  'bom-ref': purl(one),
  name: one.name,
  version: one.version,
  scope: one.optional || one.devOptional ? 'optional' : 'required',
  purl: purl(one),
  licenses: [{ expression: one.license }],
  // What comes bundled in another package has none of its own.
  ...(one.integrity && {
    hashes: [
      { alg: 'SHA-512', content: Buffer.from(one.integrity.slice(7), 'base64').toString('hex') },
    ],
  }),
});

function needsOf(one, find) {
  const { dependencies, optionalDependencies } = one;
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  const found = names.flatMap((name) => find(one.path, name) ?? []);
  return { ref: purl(one), dependsOn: [...new Set(found.map(purl))].sort() };
}

function grouped(all) {
  const groups = new Map();
  for (const one of all) groups.set(one.license, [...(groups.get(one.license) ?? []), one]);
  return groups;
}

/** One line for each licence, with those that are under it. */
export const licences = (lock) =>
  [...grouped(shipped(lock))]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(
      ([licence, all]) =>
        `${licence}: ${[...new Set(all.map(({ name, version }) => `${name} ${version}`))].join(', ')}`,
    );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const says =
    process.argv[2] === 'licences'
      ? licences(lock).join('\n')
      : JSON.stringify(sbom(lock), null, 2);
  process.stdout.write(`${says}\n`);
}
