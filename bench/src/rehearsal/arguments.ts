import { parseArgs } from 'node:util';

export interface RehearsalArguments {
  /** How many cities play; the others of the edition stay quiet. */
  cities: number;
  /** How long the day takes, in minutes of the world. */
  minutes: number;
  /** People who sign. */
  signers: number;
  /** Whose part is which; the same seed plays the same day. */
  seed: number;
  /** Ends what an earlier rehearsal left, and plays nothing. */
  wipe: boolean;
}

export const USAGE = `npm run rehearse -- [--cities 40] [--minutes 3] [--signers 300] [--seed 1] [--wipe]
  Plays a made-up day on the Lantern that runs on PORT with DATA_DIR (start it with npm start).
  --cities N    cities that play, 4 to 200
  --minutes N   how long the day takes, 1.5 to 60
  --signers N   people who sign meanwhile, 0 to 1500
  --seed N      another seed, another day
  --wipe        removes the rehearsal that was played last, and plays none`;

/** Throws with words for a person when the arguments make no sense. */
export function readArguments(args: readonly string[]): RehearsalArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cities: { type: 'string', default: '40' },
      minutes: { type: 'string', default: '3' },
      signers: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      wipe: { type: 'boolean', default: false },
    },
  });
  return {
    cities: numberOf('--cities', values.cities, { least: 4, most: 200, whole: true }),
    minutes: numberOf('--minutes', values.minutes, { least: 1.5, most: 60, whole: false }),
    signers: numberOf('--signers', values.signers, { least: 0, most: 1_500, whole: true }),
    seed: numberOf('--seed', values.seed, { least: 1, most: 2 ** 31, whole: true }),
    wipe: values.wipe,
  };
}

interface Range {
  least: number;
  most: number;
  whole: boolean;
}

function numberOf(name: string, text: string, { least, most, whole }: Range): number {
  const value = Number(text);
  if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
    throw new Error(`${name} is a ${whole ? 'whole number' : 'number'} from ${least} to ${most}`);
  return value;
}
