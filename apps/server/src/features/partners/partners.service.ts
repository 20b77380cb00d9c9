import { transaction, type Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type {
  ChangePartnerInput,
  NamePartnerInput,
  RegisterPartnerInput,
} from '@lantern/schemas/partner';
import type { Pool } from 'pg';
import { recordAct } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { PartnerRegistry } from './partner-registry.ts';
import { normaliseOrigins } from './partners.policy.ts';
import { insertPartner, markEnded, updatePartner } from './partners.repo.ts';

export interface PartnersDeps {
  pool: Pool;
  clock: Clock;
  newId: () => string;
  registry: Pick<PartnerRegistry, 'refresh'>;
  /** Local mode: sites of this machine may frame the form. */
  local: boolean;
}

/** Who acts. */
interface Actor {
  accountId: string;
}

interface PartnerAct {
  act: 'partners.register' | 'partners.change' | 'partners.end' | 'partners.reopen';
  actor: Actor;
  commandId: string;
  /** Numbers, codes and public addresses; an organisation's name stays out of the log. */
  details: { ref?: string; origins?: string[]; locales?: Locale[] };
}

/** Organisations that embed the counter and the form. */
export function createPartnersService(deps: PartnersDeps) {
  const { pool, clock, newId, registry, local } = deps;

  /** Once per command, with its line in the audit log; then this node knows it. */
  const once = async (
    { act, actor, commandId, details }: PartnerAct,
    body: unknown,
    work: (tx: Transaction) => Promise<string>,
  ): Promise<{ id: string }> => {
    const command = { commandId, actor: actor.accountId, name: act, body, now: clock.now() };
    const done = await transaction(pool, (tx) =>
      runOnce(tx, command, async () => {
        const id = await work(tx);
        const by = { actor: actor.accountId, act, subject: id, details };
        await recordAct(tx, { ...by, id: newId(), at: clock.now() });
        return { id };
      }),
    );
    await registry.refresh();
    return done;
  };

  const originsOf = (typed: readonly string[]): string[] => {
    const origins = normaliseOrigins(typed, { local });
    if (!origins) throw new DomainError('invalid-input', { fields: { origins: 'invalid' } });
    return origins;
  };

  const setEnded = ({ commandId, id }: NamePartnerInput, actor: Actor, ended: boolean) =>
    once(
      { act: ended ? 'partners.end' : 'partners.reopen', actor, commandId, details: {} },
      { id },
      async (tx) => found(id, await markEnded(tx, { id, at: ended ? clock.now() : null })),
    );

  return {
    /** `invalid-input`: an address that is no site's (`origins`), a code that is taken (`ref`). */
    register: ({ commandId, ...partner }: RegisterPartnerInput, actor: Actor) => {
      const { ref, locales } = partner;
      const origins = originsOf(partner.origins);
      const details = { ref, origins, locales };
      return once(
        { act: 'partners.register', actor, commandId, details },
        { ...partner, origins },
        async (tx) => {
          const id = newId();
          const row = { ...partner, origins, id, at: clock.now(), by: actor.accountId };
          if (await insertPartner(tx, row)) return id;
          throw new DomainError('invalid-input', { fields: { ref: 'invalid' } });
        },
      );
    },
    /** `not-found`; `invalid-input` as above. */
    change: ({ commandId, ...partner }: ChangePartnerInput, actor: Actor) => {
      const { id, locales } = partner;
      const origins = originsOf(partner.origins);
      return once(
        { act: 'partners.change', actor, commandId, details: { origins, locales } },
        { ...partner, origins },
        async (tx) => found(id, await updatePartner(tx, { ...partner, origins })),
      );
    },
    /** Its code and its form work no more; what it brought in stays counted. `not-found`. */
    end: (input: NamePartnerInput, actor: Actor) => setEnded(input, actor, true),
    /** Takes an end back. `not-found`. */
    reopen: (input: NamePartnerInput, actor: Actor) => setEnded(input, actor, false),
  };
}

function found(id: string, exists: boolean): string {
  if (!exists) throw new DomainError('not-found');
  return id;
}
