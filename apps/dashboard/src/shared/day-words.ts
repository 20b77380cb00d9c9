import type { ActionKind, Outcome } from '@lantern/schemas/action';
import type { DueStep } from '@lantern/schemas/alarm-plan';
import type { CityPhase, IncidentKind } from '@lantern/schemas/field';
import type { CityKind } from '@lantern/schemas/public-json';
import type { Region } from '@lantern/schemas/region';
import type { MessageId } from './i18n/language.ts';

// The glossary's words for the day, in one place: what is called one thing here is called so on every page. Ids are
// built from the codes, so that a code without words fails the build.

export const phaseWords = (phase: CityPhase): MessageId => `day-word.phase.${phase}`;
export const outcomeWords = (outcome: Outcome): MessageId => `day-word.outcome.${outcome}`;
/** What is waited for. */
export const stepWords = (step: DueStep): MessageId => `day-word.step.${step}`;
export const regionWords = (region: Region): MessageId => `day-word.region.${region}`;
export const incidentWords = (kind: IncidentKind): MessageId => `day-word.incident.${kind}`;
export const kindWords = (kind: ActionKind): MessageId => `day-word.kind.${kind}`;
export const cityKindWords = (kind: CityKind): MessageId => `day-word.city.${kind}`;
