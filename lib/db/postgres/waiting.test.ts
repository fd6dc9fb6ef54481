import { and, eq, gte, or, type SQL } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { waitingFor } from '#lib/db/postgres/waiting';

const [user, type] = [eq(auditEvents.userId, 'ada'), eq(auditEvents.type, 'user_updated')];
const since = gte(auditEvents.at, new Date(0));
const where = (condition: SQL | undefined) =>
  db().select().from(auditEvents).where(condition).toSQL();
const asked = (query: { sql: string; params: unknown[] }) => waitingFor(query)?.params;

test('a query about one account asks for what waits of that account', () => {
  expect(asked(where(and(user, type)))).toEqual(['ada']);
  expect(asked(where(and(and(user, type), since)))).toEqual(['ada']);
  expect(asked(where(and(and(user, type), since, or(type, since))))).toEqual(['ada']);
});

test('one that may find entries of others asks for whatever waits', () => {
  const ofOther = eq(auditEvents.userId, 'eve');
  for (const condition of [undefined, type, or(user, type), or(and(user, type), since), ofOther])
    expect(asked(where(condition))).toEqual([]);
  const both = where(
    and(
      user,
      type,
      eq(
        auditEvents.id,
        db().select({ id: auditEvents.id }).from(auditEvents).where(and(ofOther, type)),
      ),
    ),
  );
  expect(asked(both)).toEqual([]);
});

test('one that reads no entries asks for nothing', () => {
  expect(waitingFor(db().select().from(sessions).toSQL())).toBeNull();
});
