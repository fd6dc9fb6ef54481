// Loaded in front of every program of ours (see run.mjs). For each import of a package, and for each file inside it, Node
// reads the whole package.json of that package anew. That of drizzle-orm has 180 KB and is asked for some three hundred
// times, which is most of the time that a start takes. What was found once is found again here without asking.
import * as module from 'node:module';

const PACKAGE = 'drizzle-orm';
const inside = new RegExp(`/node_modules/${PACKAGE}/.*\\.js$`);
const found = new Map();

// An older Node, as an npm of the system may start it, has none, and is slower.
module.registerHooks?.({
  resolve(specifier, context, next) {
    if (!context.conditions.includes('import')) return next(specifier, context);
    if (/^\.\.?\//.test(specifier) && inside.test(context.parentURL ?? '')) {
      const url = new URL(specifier, context.parentURL).href;
      return { url, format: 'module', shortCircuit: true };
    }
    if (specifier !== PACKAGE && !specifier.startsWith(`${PACKAGE}/`))
      return next(specifier, context);
    const known = found.get(specifier) ?? { ...next(specifier, context), shortCircuit: true };
    found.set(specifier, known);
    return known;
  },
});
