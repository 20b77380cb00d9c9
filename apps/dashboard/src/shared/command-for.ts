/** An id together with what it is the id of. */
export interface KeptCommand {
  commandId: string;
  body: string;
}

/**
 * The command for `body`: the same one again while the body is unchanged, so that pressing once more after
 * a lost answer does nothing twice, and another one for other words.
 */
export function commandFor(
  kept: KeptCommand | null,
  body: string,
  newId: () => string,
): KeptCommand {
  return kept?.body === body ? kept : { commandId: newId(), body };
}
