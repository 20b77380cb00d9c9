import { ROLES, type Role } from '@lantern/schemas/role';
import { expect, test } from 'vitest';
import { createAppRouter } from '../src/app/app-router.ts';
import type { Services } from '../src/app/deps.ts';
import { streamsFor } from '../src/features/live/live.policy.ts';
import { DomainError } from '../src/platform/domain-error.ts';
import { createCallerFactory, type Policy } from '../src/platform/trpc.ts';

/** Routers read their services only when called, so any name will do to see which procedures there are. */
const anyService: object = new Proxy({}, { get: () => anyService });
const appRouter = createAppRouter(anyService as Services);
// tRPC types this record as nested as it was given; at run time it is flat, by dotted name.
const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;

interface Procedure {
  _def: { meta?: { policy: Policy; fresh?: true } };
}

/** Who calls: nobody, or somebody of a role whose session is fresh or is not. */
type Caller = { role: Role; fresh: boolean } | null;

const CALLERS: readonly Caller[] = [
  null,
  ...ROLES.flatMap((role) => [true, false].map((fresh) => ({ role, fresh }))),
];

/** How far a call gets: the refusal of its guard, or `through`, whatever comes of it after that. */
async function reach(name: string, caller: Caller): Promise<string> {
  const ids = { accountId: 'a', sessionId: 's', partnerId: null };
  const principal = caller && { ...ids, ...caller };
  const context = { requestId: 'r', principal, networkHash: Buffer.alloc(32) };
  const call: unknown = name
    .split('.')
    .reduce<unknown>(
      (part, key) => Reflect.get(Object(part), key),
      createCallerFactory(appRouter)(context),
    );
  if (typeof call !== 'function') throw new Error(`${name} cannot be called`);
  try {
    await call();
    return 'through';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    return cause instanceof DomainError && GUARDED.has(cause.code) ? cause.code : 'through';
  }
}
const GUARDED = new Set<string>(['not-signed-in', 'forbidden', 'sign-in-again']);

function expected({ _def: { meta } }: Procedure, caller: Caller): string {
  if (!meta) return 'a policy';
  if (meta.policy === 'public') return 'through';
  if (!caller) return 'not-signed-in';
  const named =
    meta.policy === 'signed-in' ? caller.role !== 'screen' : meta.policy.includes(caller.role);
  if (!named) return 'forbidden';
  return meta.fresh && !caller.fresh ? 'sign-in-again' : 'through';
}

test('there are procedures', () => {
  expect(Object.keys(procedures).length).toBeGreaterThan(15);
});

test.each(Object.entries(procedures))('%s says who may call it', (_name, { _def }) => {
  expect(_def.meta).toHaveProperty('policy');
});

test.each(Object.entries(procedures))('%s lets through whom it says', async (name, procedure) => {
  for (const caller of CALLERS)
    expect([caller, await reach(name, caller)]).toEqual([caller, expected(procedure, caller)]);
});

test.each([
  'applications.accept',
  'applications.erase',
  'approvals.collect',
  'approvals.decide',
  'assignments.assign',
  'assignments.reinvite',
  'assignments.setOwnContact',
  'assignments.setPins',
  'auth.changeRole',
  'auth.freeze',
  'auth.invite',
  'auth.removePasskey',
  'auth.signOutOne',
  'auth.signOutOthers',
  'auth.unfreeze',
  'contact.delete',
  'editions.archive',
  'editions.change',
  'editions.makeCurrent',
  'news.start',
  'partners.change',
  'partners.end',
  'partners.register',
  'partners.reopen',
  'petition.approve',
  'rehearsals.setClock',
  'rehearsals.wipe',
  'screens.create',
])('a session that may have been stolen does not get to %s', (name) => {
  expect(procedures[name]?._def.meta).toMatchObject({ fresh: true });
});

test('a screen reads the wall and does nothing else', () => {
  const idle: readonly Role[] = ['screen'];
  const theirs = Object.entries(procedures).filter(([, { _def }]) => {
    const policy = _def.meta?.policy;
    return Array.isArray(policy) && idle.some((role) => policy.includes(role));
  });
  expect(theirs.map(([name]) => name).filter((name) => name !== 'wall.read')).toEqual([]);
});

const HEARD: Record<Role | 'nobody', readonly string[]> = {
  nobody: ['public'],
  admin: ['public', 'staff', 'day', 'account:me'],
  moderator: ['public', 'staff', 'day', 'account:me'],
  'region-lead': ['public', 'staff', 'day', 'account:me'],
  observer: ['public', 'staff', 'day', 'account:me'],
  coordinator: ['public', 'city:seoul', 'account:me'],
  deputy: ['public', 'city:seoul', 'account:me'],
  partner: ['public'],
  screen: ['public', 'day'],
};
test.each(['nobody', ...ROLES] as const)('%s hears the streams of its role', (role) => {
  const listener = role === 'nobody' ? null : { role, accountId: 'me', cities: ['seoul'] };
  expect(streamsFor(listener)).toEqual(HEARD[role]);
});
