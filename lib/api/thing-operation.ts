import 'server-only';
import type { z } from 'zod';
import {
  type Call,
  type Declared,
  type Operation,
  type Outcome,
  operation,
} from '#lib/api/operation';
import type { ApiAct } from '#lib/permissions/scopes';
import type { ThingAct, ThingResource } from '#lib/resource';
import type { Viewer } from '#lib/session/store';
import { actOn, type Thing } from '#lib/things/access';

type OnThing<Body extends z.ZodType, Query extends z.ZodType, Out extends z.ZodType> = Omit<
  Declared<Body, Query, Out>,
  'run'
> & {
  run(
    viewer: Viewer,
    call: Call<z.output<Body>, z.output<Query>>,
    thing: Thing,
  ): Promise<Outcome<z.input<Out>>>;
};

/**
 * Declares operations on the things of a kind: the path stands below its plural, with {} for the id of the thing, which
 * `run` is given. The caller has to be allowed the act on this kind.
 */
export const operationOn =
  (of: ThingResource) =>
  <
    Body extends z.ZodType = z.ZodType<undefined>,
    Query extends z.ZodType = z.ZodType<undefined>,
    Out extends z.ZodType = z.ZodType<null>,
  >(
    verb: ThingAct,
    declared: OnThing<Body, Query, Out>,
  ): Operation => ({
    ...operation<Body, Query, Out>(actOn(of, verb) as ApiAct, {
      ...declared,
      path: `/${of.plural}${declared.path.replace('{}', `{${of.kind}}`)}`,
      run: (viewer, call) => declared.run(viewer, call, { of, id: call.params[of.kind] ?? '' }),
    }),
    on: of.kind,
  });
