import type { AUDIENCES } from '@lantern/schemas/announcement-terms';
import { REGIONS, type Region } from '@lantern/schemas/region';

/** Whom it is for, as chosen so far. */
export interface Choice {
  audience: (typeof AUDIENCES)[number];
  /** A region or a city's slug; empty while none is chosen. */
  target: string;
}

type Audience =
  | { audience: 'all'; target: null }
  | { audience: 'region'; target: Region }
  | { audience: 'city'; target: string };

/** The choice as it is sent; null while it is not whole. */
export function audienceOf({ audience, target }: Choice): Audience | null {
  switch (audience) {
    case 'all':
      return { audience, target: null };
    case 'region': {
      const region = REGIONS.find((one) => one === target);
      return region ? { audience, target: region } : null;
    }
    case 'city':
      return target === '' ? null : { audience, target };
  }
}
