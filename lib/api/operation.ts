import 'server-only';
import type { z } from 'zod';
import type { ApiRefusal, ProblemReason } from '#lib/api/problem';
import type { ApiAct } from '#lib/permissions/scopes';
import type { Viewer } from '#lib/session/store';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type Call<Body, Query> = {
  /** The ids in the path, as they came: whether there is such a thing the domain says. */
  params: Record<string, string>;
  body: Body;
  query: Query;
  /** The one that If-Match names, where the operation takes it. */
  revision: number | null;
};

/** `not_allowed`: the viewer may not do this to that thing, or there is none; it goes into the log. */
type Refused = ApiRefusal | { ok: false; reason: 'not_allowed' };
export type Outcome<Out> = { ok: true; value: Out; headers?: Record<string, string> } | Refused;

/** It is done, and there is nothing to say. */
export const DONE = { ok: true, value: null } as const;
export const NOT_ALLOWED = { ok: false, reason: 'not_allowed' } as const;
export const doneIf = (isDone: boolean) => (isDone ? DONE : NOT_ALLOWED);

/** How one is declared. */
export type Declared<Body extends z.ZodType, Query extends z.ZodType, Out extends z.ZodType> = {
  method: HttpMethod;
  /** Below /api/v1, with the ids in braces. */
  path: string;
  summary: string;
  description?: string;
  body?: Body;
  /** A body that could be sent. */
  example?: z.input<Body>;
  query?: Query;
  /** It changes what somebody may have changed meanwhile: whether If-Match has to say, or may, what was read. */
  condition?: 'required' | 'optional';
  /** How it answers when it is done; without a schema it has no body. */
  status: 200 | 201 | 204;
  answer?: Out;
  /** What it says besides, by header. */
  headers?: Record<string, string>;
  /** In which ways it refuses, besides those of every operation. */
  problems?: ProblemReason[];
  run(viewer: Viewer, call: Call<z.output<Body>, z.output<Query>>): Promise<Outcome<z.input<Out>>>;
};

/** One thing that can be asked of the API: what it takes, what it answers, and the act of lib/ it calls. */
export type Operation = Omit<Declared<z.ZodType, z.ZodType, z.ZodType>, 'run'> & {
  act: ApiAct;
  /** The kind of thing it is about, by which its path calls the id; none for what is about no thing. */
  on?: string;
  run(viewer: Viewer, call: Call<unknown, unknown>): Promise<Outcome<unknown>>;
};

/** Declares one. `act` is what its caller has to be allowed before anything else is looked at. */
export const operation = <
  Body extends z.ZodType = z.ZodType<undefined>,
  Query extends z.ZodType = z.ZodType<undefined>,
  Out extends z.ZodType = z.ZodType<null>,
>(
  act: ApiAct,
  declared: Declared<Body, Query, Out>,
): Operation => ({ ...(declared as unknown as Operation), act });
