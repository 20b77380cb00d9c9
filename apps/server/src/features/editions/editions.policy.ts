/** Rehearsals exist in local mode only: no page that the public sees may be one. */
export const mayBe = (kind: 'real' | 'rehearsal', { localMode }: { localMode: boolean }): boolean =>
  kind === 'real' || localMode;
