/** What to call a passkey made here, as a first suggestion: the system's name, nothing finer. */
export function deviceName(userAgent: string): string {
  const systems: readonly [RegExp, string][] = [
    [/iPhone/u, 'iPhone'],
    [/iPad/u, 'iPad'],
    [/Android/u, 'Android'],
    [/Macintosh|Mac OS/u, 'Mac'],
    [/Windows/u, 'Windows'],
    [/CrOS/u, 'Chromebook'],
    [/Linux/u, 'Linux'],
  ];
  return systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
}
