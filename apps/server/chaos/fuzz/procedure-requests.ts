import type { Role } from '@lantern/schemas/role';
import fc from 'fast-check';
import type { z } from 'zod';
import { createAppRouter } from '../../src/app/app-router.ts';
import type { Services } from '../../src/app/deps.ts';
import type { Policy } from '../../src/platform/trpc.ts';
import { bodyOf, contentType, fromAnywhere, oddHeaders, type SentBody } from './envelope.ts';
import { CALLERS, type Caller, type FuzzRequest } from './stage.ts';
import { spoiled, strangeText, strangeValue } from './strange.ts';
import { inputsOf } from './zod-inputs.ts';

export interface Procedure {
  name: string;
  type: 'query' | 'mutation';
  policy: Policy;
  inputs: readonly z.core.$ZodType[];
}

interface Defined {
  _def: { type: Procedure['type']; meta: { policy: Policy }; inputs: z.core.$ZodType[] };
}

/** Every procedure the router itself says it has. */
export function listProcedures(): Procedure[] {
  const anyService: object = new Proxy({}, { get: () => anyService });
  // tRPC types this record as nested as it was given; at run time it is flat, by dotted name.
  const defined = createAppRouter(anyService as Services)._def.procedures as unknown as Record<
    string,
    Defined
  >;
  return Object.entries(defined).map(([name, { _def }]) => ({
    name,
    type: _def.type,
    policy: _def.meta.policy,
    inputs: _def.inputs,
  }));
}

/** What the procedure takes, where it takes anything. */
export function inputsFor({ inputs }: Procedure): fc.Arbitrary<unknown> {
  return fc
    .tuple(...inputs.map(inputsOf))
    .map((parts) => (parts.length === 0 ? undefined : Object.assign({}, ...parts)));
}

const callersOf = ({ policy }: Procedure): fc.Arbitrary<Caller> => {
  const meant: readonly Caller[] = policy === 'public' ? [null] : rolesOf(policy);
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...meant) },
    { weight: 1, arbitrary: fc.constantFrom(...CALLERS) },
  );
};
const rolesOf = (policy: Exclude<Policy, 'public'>): readonly Role[] =>
  policy === 'signed-in' ? ['admin', 'moderator', 'coordinator'] : policy;

type Target = Pick<FuzzRequest, 'method' | 'target' | 'body' | 'raw'>;

/** Requests to one procedure: right, nearly right, and wrong in every part. */
export function requestsTo(procedure: Procedure): fc.Arbitrary<FuzzRequest> {
  const right = inputsFor(procedure);
  const input = fc.oneof(
    { weight: 5, arbitrary: right },
    { weight: 5, arbitrary: spoiled(right) },
    { weight: 1, arbitrary: strangeValue },
  );
  return fc
    .tuple(targetsOf(procedure, input), callersOf(procedure), contentType, fromAnywhere, oddHeaders)
    .map(([target, caller, type, from, odd]) => ({
      ...target,
      caller,
      headers: [...(target.body === null ? [] : [['content-type', type] as const]), from, ...odd],
    }));
}

function targetsOf({ name, type }: Procedure, input: fc.Arbitrary<unknown>): fc.Arbitrary<Target> {
  const path = `/trpc/${name}`;
  const posted = bodyOf(input).map((sent) => ({ method: 'POST', target: path, ...sent }));
  const asked = bodyOf(input).map(({ body }) => ({
    method: 'GET',
    target: `${path}?input=${escaped(body)}`,
    body: null,
  }));
  return fc.oneof(
    { weight: 8, arbitrary: type === 'query' ? asked : posted },
    { weight: 2, arbitrary: type === 'query' ? posted : asked },
    { weight: 2, arbitrary: batches(path, input) },
    { weight: 1, arbitrary: oddCalls(path, input) },
  );
}

/** Several calls in one request, whose inputs may belong to none of them. */
function batches(path: string, input: fc.Arbitrary<unknown>): fc.Arbitrary<Target> {
  const more = fc.array(fc.constantFrom('counts.current', 'auth.me', 'no.such', '', 'auth'), {
    maxLength: 11,
  });
  const index = fc.constantFrom('0', '1', '-1', '00', '9999999999', '__proto__', 'x', '0.5');
  const calls = fc.array(fc.tuple(index, input), { maxLength: 3 }).map(Object.fromEntries);
  return fc
    .tuple(more, bodyOf(fc.oneof({ weight: 4, arbitrary: calls }, { weight: 1, arbitrary: input })))
    .chain(([names, sent]) => {
      const target = `${[path, ...names].join(',')}?batch=1`;
      return fc.constantFrom<Target>(
        { method: 'POST', target, ...sent },
        { method: 'GET', target: `${target}&input=${escaped(sent.body)}`, body: null },
      );
    });
}

function oddCalls(path: string, input: fc.Arbitrary<unknown>): fc.Arbitrary<Target> {
  const method = fc.constantFrom(
    'PUT',
    'DELETE',
    'PATCH',
    'OPTIONS',
    'HEAD',
    'QUERY',
    'GET',
    'POST',
  );
  const tail = fc.oneof(
    fc.constantFrom(
      '/',
      '.',
      ',',
      '%00',
      '%2e',
      '?batch=2',
      '?batch=1',
      '?input',
      '?input=',
      '?input=%',
    ),
    strangeText.map((text) => escaped(text)),
    strangeText.map((text) => `?input=${escaped(text)}&input={}`),
  );
  return fc
    .tuple(method, tail, fc.option(bodyOf(input), { nil: null }))
    .map(([verb, more, sent]: [string, string, SentBody | null]) => ({
      method: verb,
      target: path + more,
      body: null,
      ...sent,
    }));
}

/** For an address; a surrogate alone, which no address can hold, stands as the bytes it would be. */
export const escaped = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd'));
