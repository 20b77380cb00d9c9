import { useEffect, useState } from 'react';
import { createAlarmSound } from './alarm-sound.ts';

/** Rings while it must, if somebody armed it. */
export function useAlarmSound(rings: boolean) {
  const [sound] = useState(createAlarmSound);
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    if (!rings || !isArmed) return undefined;
    sound.start();
    return sound.stop;
  }, [sound, rings, isArmed]);
  return {
    isArmed,
    set: (on: boolean) => {
      setArmed(on);
      if (on) void sound.arm();
      else sound.disarm();
    },
  };
}
