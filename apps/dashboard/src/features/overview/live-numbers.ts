import type { LiveState } from '@lantern/live-client/live-state';
import { createLiveStore } from '@lantern/live-client/live-store';
import { useLive } from '@lantern/live-client/use-live';
import { useState } from 'react';

/** The figures that move, and when they were true. */
export interface Numbers {
  total: number;
  version: number;
  perMinute: number;
  asOf: string;
}

/** The live numbers of the signed-in person's session, while the page is shown. */
export function useLiveNumbers(): LiveState {
  const [store] = useState(() => createLiveStore());
  return useLive(store, (state) => state);
}

/** Of what was pushed and what was read, the newer: no screen goes back to an older version. */
export function newest(
  live: Omit<Numbers, 'asOf'> & { asOf: string | null },
  read: Numbers,
): Numbers {
  const { total, version, perMinute, asOf } = live;
  if (asOf === null || version < read.version) return read;
  if (version === read.version && Date.parse(asOf) < Date.parse(read.asOf)) return read;
  return { total, version, perMinute, asOf };
}
