/** What the page of the texts is told when a person comes there from a draft just saved. */
export const toldOf = (textId: string) => ({ drafted: textId });

/** The id of the draft just saved, from a location's state; undefined on any other way. */
export function draftedOf(state: unknown): string | undefined {
  const { drafted } = Object(state);
  return typeof drafted === 'string' ? drafted : undefined;
}
