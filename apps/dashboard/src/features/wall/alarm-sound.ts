const EVERY_MS = 4_000;
/** Two tones that carry through a room, Hz and seconds. */
const TONES = [
  { pitch: 880, at: 0 },
  { pitch: 660, at: 0.28 },
] as const;
const LENGTH_S = 0.24;

/** Rings until told to stop. Browsers let a page be heard only after it was clicked, so it is armed by one. */
export function createAlarmSound() {
  let context: AudioContext | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const play = () => {
    if (context) ring(context);
  };
  return {
    arm: async (): Promise<void> => {
      context ??= new AudioContext();
      await context.resume();
      // Whoever arms it hears how it sounds.
      play();
    },
    disarm: () => void context?.suspend(),
    start: () => {
      if (timer !== undefined) return;
      play();
      timer = setInterval(play, EVERY_MS);
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function ring(context: AudioContext): void {
  for (const { pitch, at } of TONES) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const begin = context.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(0.5, begin + 0.02);
    loudness.gain.linearRampToValueAtTime(0, begin + LENGTH_S);
    tone.connect(loudness).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + LENGTH_S);
  }
}
