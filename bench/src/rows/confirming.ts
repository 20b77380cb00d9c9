import { inTurns, load, medianRate, startHttpLoad, type HttpLoad } from '../alternate.ts';
import { confirmationTokens, requireMailedToken } from '../confirmation-tokens.ts';
import { requireCounted } from '../counted.ts';
import type { Lantern } from '../lantern.ts';
import type { HttpJob, HttpResult, Requests } from '../load/http-job.ts';
import type { CeilingJob } from '../peers/ceiling.ts';
import { judged, type Measurement, type Pace } from '../row.ts';
import { signatureRequests, SIGNERS } from '../signature-requests.ts';
import type { Stage } from '../stage.ts';

const ROUNDS: Record<Pace, number> = { quick: 1, normal: 3 };
const SECONDS: Record<Pace, number> = { quick: 0.3, normal: 2 };
const WARM_SECONDS: Record<Pace, number> = { quick: 0.1, normal: 0.3 };
/** With fewer, pending signatures are made first; more are taken, so that no round ends for want of them. */
const TOKENS: Record<Pace, { least: number; most: number }> = {
  quick: { least: 300, most: 300 },
  normal: { least: 20_000, most: 80_000 },
};
/** Longest that pending signatures are made for, where those of earlier rows are too few. */
const SIGNING_SECONDS: Record<Pace, number> = { quick: 0.5, normal: 10 };

/** Pressing the button of the mailed link's page. */
export const confirming: Measurement = {
  ids: ['confirming'],
  title: 'Confirming, beside an empty answer',
  seconds: { quick: 3, normal: 20 },
  measure: async (stage) => {
    const ours = await stage.lantern();
    const generator = await startHttpLoad(stage);
    const signatures = await signatureRequests(ours);
    const tokens = await enoughTokens(stage, { ours, generator, signatures });
    const peer = await stage.startProgram<CeilingJob, { port: number }>('peers/ceiling.ts');
    const ceiling = await peer.ask({ stack: 'bare' });
    const rounds = ROUNDS[stage.pace];
    // The page takes the most: it is how people confirm. The procedure is told beside it.
    const perRound = Math.floor(tokens.length / (rounds + 1));
    const take = (send: 'page' | 'procedure') =>
      ({ kind: 'tokens', tokens: tokens.splice(0, perRound), send }) as const;
    const jobFor = (port: number, requests: Requests, expected: number): HttpJob => ({
      port,
      connections: SIGNERS,
      warmSeconds: WARM_SECONDS[stage.pace],
      seconds: SECONDS[stage.pace],
      requests,
      perSecond: null,
      expected,
    });
    const results = await inTurns<'ours' | 'peer', HttpResult>(rounds, {
      ours: () => load(generator, jobFor(ours.port, take('page'), 303)),
      peer: () => load(generator, jobFor(ceiling.port, signatures, 202)),
    });
    const procedure = await load(generator, jobFor(ours.port, take('procedure'), 200));
    await Promise.all([generator.stop(), peer.stop()]);
    await requireMailedToken(stage.mails, ours);
    await requireCounted(ours.databaseUrl);
    return [
      judged(
        {
          id: 'confirming',
          what: "durable confirmations/s by the mailed page's button, beside bare Fastify with Zod answering nothing",
          unit: '/s',
          ours: medianRate(results.ours),
          peer: medianRate(results.peer),
          note: `by the procedure signing.confirm: ${Math.round(procedure.perSecond)}/s`,
        },
        { ratioAtLeast: 0.5 },
      ),
    ];
  },
};

interface Signing {
  ours: Lantern;
  generator: HttpLoad;
  signatures: Requests;
}

/** Signs until there is enough to confirm, or for so long. */
async function enoughTokens(
  { pace }: Stage,
  { ours, generator, signatures }: Signing,
): Promise<string[]> {
  const { least, most } = TOKENS[pace];
  const tokens = await confirmationTokens(ours, most);
  if (tokens.length >= least) return tokens;
  await load(generator, {
    port: ours.port,
    connections: SIGNERS,
    warmSeconds: 0,
    seconds: SIGNING_SECONDS[pace],
    requests: signatures,
    perSecond: null,
    expected: 202,
  });
  return await confirmationTokens(ours, most);
}
