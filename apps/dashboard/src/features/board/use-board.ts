import type { Board } from '@lantern/schemas/board';
import { toDayTime } from '@lantern/schemas/day-clock';
import { useEffect, useState } from 'react';
import { useTRPCClient } from '../../shared/api/trpc.ts';
import { useDayReading, type DayReading } from '../../shared/use-day-reading.ts';

/** Every city, kept current. */
export function useBoard(edition: string | null): DayReading<Board> {
  const client = useTRPCClient();
  return useDayReading<Board>({
    name: 'board',
    edition,
    read: (after) => client.board.read.query({ ...(edition !== null && { edition }), after }),
  });
}

/** What is late is late by minutes: the table is not drawn anew more often than this, ms. */
const TICK_MS = 10_000;

/** What time it is on the day, ms; a rehearsal's runs faster, so it is looked at more often. */
export function useBoardNow(board: Board | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  const clock = board?.edition.clock ?? null;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), clock ? 1_000 : TICK_MS);
    return () => clearInterval(timer);
  }, [clock]);
  return toDayTime(clock, now);
}
