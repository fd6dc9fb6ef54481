import { DEEDS, type DeedName, type Deeds } from '#lib/testing/model/acts.test-support';
import type { TriedScene } from '#lib/testing/model/explore.test-support';
import { type Life, newLife } from '#lib/testing/model/life.test-support';
import type { PromiseName } from '#lib/testing/model/promises.test-support';

const ENDS: DeedName[] = ['signOut', 'endOthers', 'changePassword', 'disable', 'enable'];

/** What is tried in the gate, each to its own depth. */
export const SCENES = {
  sessions: {
    begin: newLife(),
    acts: ['signIn', 'confirm', ...ENDS, 'endEverybody', 'waitElevenMinutes', 'waitThreeHours', 'setClockBack'], // biome-ignore format: one line
    depth: 6,
    isLossy: true,
  },
  factors: {
    begin: newLife(),
    acts: ['signIn', 'addApp', 'removeApp', 'proveByApp', 'confirm', 'makeRecoveryCodes', 'proveByRecoveryCode', 'changePassword', 'waitHalfAMinute', 'waitElevenMinutes'], // biome-ignore format: one line
    depth: 7,
  },
  ways: {
    begin: newLife({ provider: true }),
    acts: ['signIn', 'signInByProvider', 'signInByPasskey', 'proveByPasskey', 'confirmByPasskey', 'addPasskey', 'removePasskey', 'removeProvider', 'setPassword', 'removePassword'], // biome-ignore format: one line
    depth: 7,
  },
  codes: {
    begin: newLife(),
    acts: ['signIn', 'askCode', 'typeCode', 'askReset', 'typeReset', 'changePassword', 'disable', 'enable', 'beginRecovery', 'recover', 'waitElevenMinutes', 'waitThreeDays'], // biome-ignore format: one line
    depth: 5,
  },
  programs: {
    begin: newLife(),
    acts: ['signIn', 'askDevice', 'letDeviceIn', 'fetchTokens', 'refresh', 'refreshAgain', 'endProgram', 'endOthers', 'disable', 'waitHalfAMinute', 'waitElevenMinutes', 'setClockBack'], // biome-ignore format: one line
    depth: 7,
  },
} satisfies Record<string, TriedScene>;

/** Does an act, and puts back what it did to some of what there is. */
const without =
  (act: DeedName, ...kept: (keyof Life)[]): Deeds[DeedName] =>
  (it, by) => {
    const before = structuredClone(Object.fromEntries(kept.map((name) => [name, it[name]])));
    const answer = DEEDS[act](it, by);
    Object.assign(it, before);
    return answer;
  };

/** For each promise what breaks it, and where that is found. */
export const FAULTS: Record<PromiseName, { scene: keyof typeof SCENES; planted: Partial<Deeds> }> =
  {
    'no answer begins after an acknowledged end': {
      scene: 'sessions',
      planted: { signOut: without('signOut', 'sessions') },
    },
    'a half-finished sign-in is never a session': {
      scene: 'factors',
      planted: {
        // The row is there before the factor was asked for, with a mark that everybody has to remember.
        signIn: (it, by) => {
          const answer = DEEDS.signIn(it, by);
          if (answer !== 'half') return answer;
          const { app } = it;
          it.app = null;
          DEEDS.signIn(it, by);
          it.app = app;
          Object.assign(it.sessions.at(-1) ?? {}, { asked: true });
          return 'half';
        },
      },
    },
    'a used code or token never works again': {
      scene: 'codes',
      planted: { typeCode: without('typeCode', 'mailed') },
    },
    'the last way in cannot go': {
      scene: 'ways',
      planted: {
        removePasskey: (it) => {
          it.passkey = false;
          return 'done';
        },
      },
    },
    'a line of tokens has one end': {
      scene: 'programs',
      planted: {
        refresh: (it) => {
          const answer = DEEDS.refresh(it);
          for (const token of it.tokens) token.usedAt = null;
          return answer;
        },
      },
    },
    'what matters is done only after a proof that is fresh': {
      scene: 'factors',
      planted: {
        removeApp: (it, by) => {
          const before = it.sessions.map(({ proven }) => proven);
          const answer = DEEDS.removeApp(it, by);
          for (const [nth, one] of it.sessions.entries()) one.proven = before[nth] ?? one.proven;
          return answer;
        },
      },
    },
  };
