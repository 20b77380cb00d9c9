/** What can go wrong. This file stays without Zod for the phone's sake. */
export const INCIDENT_KINDS = [
  'injury',
  'arrest',
  'harassment',
  'confiscation',
  'filmed',
  'weather',
  'other',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Longest note, reason or account of an incident, in Unicode code points. */
export const NOTE_MAX = 2_000;
