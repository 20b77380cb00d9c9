import type { Answer, Call } from '../../shared/api/field-api.ts';
import type { Keeper } from './keeper.ts';

/** Calls that learn on the way how far the device's clock is off. */
export interface HeardServer {
  ask: Call;
  /** What to add to the device's clock, ms; null: no server was heard yet. */
  offsetMs: () => number | null;
  /** Takes up what was known when the app was last open. */
  recall: () => Promise<void>;
}

/** On average the moment is half a second after the whole one that the header names. */
const HALF_SECOND_MS = 500;

export function createHeardServer(call: Call, keeper: Keeper): HeardServer {
  let offset: number | null = null;
  const listen = (answer: Answer): Answer => {
    if (answer.kind !== 'data' || answer.heard.serverAt === null) return answer;
    offset = Math.round(answer.heard.serverAt + HALF_SECOND_MS - answer.heard.deviceAt);
    void keeper.write('offset', offset);
    return answer;
  };
  return {
    ask: async (procedure, input) => listen(await call(procedure, input)),
    offsetMs: () => offset,
    recall: async () => {
      offset = await keeper.read<number>('offset');
    },
  };
}
