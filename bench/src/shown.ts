import type { WallsResult } from './load/walls.ts';

/** A check-in that was taken, which its receipt says; times in ms of `sharedNow`. */
export interface TakenCheckIn {
  city: string;
  happenedAt: string;
  sentAt: number;
  receivedAt: number;
}

/** From each receipt's coming to the first answer with it at each wall, in ms, ascending. */
export function delaysUntilShown(
  taken: readonly TakenCheckIn[],
  { told, answers }: WallsResult,
): number[] {
  return taken
    .flatMap(({ city, happenedAt, receivedAt }) => {
      const event = told.find((one) => one.city === city && one.happenedAt === happenedAt);
      if (!event) throw new Error(`no wall was told of ${city}`);
      return answers.map((ofWall) => {
        const first = ofWall.find(({ seq }) => seq >= event.seq);
        if (!first) throw new Error(`a wall never showed ${city}`);
        return first.at - receivedAt;
      });
    })
    .toSorted((left, right) => left - right);
}
