/** Whom the people of a city call. `duty`: staff on duty; `lead`: who leads the region. */
export const HELP_KINDS = ['emergency', 'legal', 'medical', 'duty', 'lead'] as const;
export type HelpKind = (typeof HELP_KINDS)[number];
