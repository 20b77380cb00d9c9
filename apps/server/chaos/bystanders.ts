import { setTimeout as delay } from 'node:timers/promises';
import { openViewer } from './quiet-viewers.ts';
import { signInLanes, type LaneAnswer } from './signing-lanes.ts';

/** What people who only want to sign, read and watch met with. */
export interface OrdinaryUse {
  signed: number;
  /** Submissions and pages that were not answered as they should be. */
  refused: (LaneAnswer | string)[];
  slowestMs: number;
  /** Longest wait of a viewer for the next tick. */
  silentMs: number;
}

/** Two people sign, one reads and one watches, until stopped. */
export async function beginOrdinaryUse(
  port: number,
  name: string,
): Promise<{ stop: () => Promise<OrdinaryUse> }> {
  const ended = new AbortController();
  const viewer = await openViewer(port);
  const lanes = signInLanes({ port, lanes: 2, name, stop: ended.signal, pauseMs: 50 });
  const reading = readOn(port, ended.signal);
  return {
    stop: async () => {
      ended.abort();
      const [answers, pages] = await Promise.all([lanes, reading]);
      viewer.raw.socket.destroy();
      return {
        signed: answers.filter(({ status }) => status === 202).length,
        refused: [...answers.filter(({ status }) => status !== 202), ...pages.faults],
        slowestMs: Math.max(pages.slowestMs, ...answers.map((one) => one.endedAt - one.sentAt)),
        silentMs: Math.max(viewer.longestWaitMs, performance.now() - viewer.heardAt),
      };
    },
  };
}

async function readOn(port: number, stop: AbortSignal) {
  const faults: string[] = [];
  let slowestMs = 0;
  while (!stop.aborted) {
    const begun = performance.now();
    const said = await fetch(`http://localhost:${port}/en/petition`).then(
      async (answer) => `${answer.status} ${(await answer.text()).length > 0 ? 'page' : 'nothing'}`,
      (error: Error) => error.message,
    );
    slowestMs = Math.max(slowestMs, performance.now() - begun);
    if (said !== '200 page') faults.push(said);
    await delay(200);
  }
  return { faults, slowestMs };
}
