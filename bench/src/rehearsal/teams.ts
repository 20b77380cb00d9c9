import { randomUUID } from 'node:crypto';
import type { Admins } from './admins.ts';
import type { CityTeam, Member } from './coordinator.ts';
import { EDITION } from './edition.ts';
import { inLanes } from './in-lanes.ts';
import type { Mailbox } from './mailbox.ts';
import { DURATION_MINUTES, type PlayedCity } from './moments.ts';
import { openPerson, tokenOf, type Person } from './person.ts';

const CONFIRMING = /\/take-part\/apply\/confirm\?\S*token=([A-Za-z0-9_-]{43})/u;
/** Numbers kept for stories, which reach nobody (NANPA's 555-01XX). */
const phoneOf = (number: number) => `+12025550${100 + (number % 100)}`;
const PIN = '2580';
const DURESS_PIN = '7391';
/** People who apply and enrol at once. */
const LANES = 4;

export interface Gathering {
  origin: string;
  domain: string;
  date: string;
  admins: Admins;
  mailbox: Mailbox;
  visitor: Person;
  say: (words: string) => void;
}

interface Applicant {
  city: string;
  role: 'coordinator' | 'deputy';
  email: string;
}

const command = () => ({ commandId: randomUUID() });

/** Everybody of a rehearsal, by the way that everybody goes: applied, vouched for, let in by two, enrolled, ready. */
export async function gatherTeams(
  gathering: Gathering,
  cities: readonly PlayedCity[],
): Promise<CityTeam[]> {
  const { say, domain } = gathering;
  const applicants = cities.flatMap(({ city: { slug }, part }, index): Applicant[] => {
    const email = (role: string) => `${role}.${slug}@${domain}`;
    const alone = part !== 'disputed' && index % 3 !== 0;
    const coordinator = { city: slug, role: 'coordinator', email: email('coordinator') } as const;
    if (alone) return [coordinator];
    return [coordinator, { city: slug, role: 'deputy', email: email('deputy') }];
  });
  say(`${applicants.length} people apply and confirm by mail`);
  await inLanes(applicants, LANES, (applicant, index) => apply(gathering, applicant, index));
  say('they are vouched for, let in by two administrators, and enrol two passkeys each');
  const ids = await applicationIds(gathering);
  const people = new Map<string, Person>();
  await inLanes(applicants, LANES, async ({ email, role, city }) => {
    const person = await letIn(gathering, ids.get(`${role} ${city}`) ?? '');
    people.set(email, person);
  });
  say('they read the kit, plan their action, agree what silence means, choose their PINs');
  const teams = new Map(cities.map((city) => [city.city.slug, { city, actionId: '' }]));
  const members = new Map<string, Member>();
  await inLanes(applicants, LANES, async ({ email, city, role }, index) => {
    const person = people.get(email);
    const team = teams.get(city);
    if (!person || !team) throw new Error(`${email} was not let in`);
    if (role === 'coordinator') team.actionId = await planAction(gathering, person, team.city);
    members.set(email, await makeReady(person, index));
  });
  const board = await gathering.admins.one.api.board.read.query({ edition: EDITION });
  return cities.map((played): CityTeam => {
    const { slug } = played.city;
    const coordinator = members.get(`coordinator.${slug}@${domain}`);
    const actionId = teams.get(slug)?.actionId;
    const startsAt = board.cities.find((row) => row.slug === slug)?.startsAt;
    if (!coordinator || !actionId || !startsAt) throw new Error(`${slug} has nobody`);
    const deputy = members.get(`deputy.${slug}@${domain}`) ?? coordinator;
    return { ...played, actionId, startsAt: Date.parse(startsAt), coordinator, deputy };
  });
}

async function apply({ visitor, mailbox }: Gathering, applicant: Applicant, index: number) {
  const { city, role, email } = applicant;
  await visitor.api.applications.send.mutate({
    edition: EDITION,
    role,
    name: `Rehearsal ${role} of ${city}`,
    email,
    phone: phoneOf(index),
    city,
    place: '',
    organisation: '',
    about: 'Made up for a rehearsal.',
    locale: 'en',
    website: '',
  });
  const token = await mailbox.find(email, CONFIRMING);
  await visitor.api.applications.confirm.mutate({ token });
}

/** The applications as staff see them, by role and city. */
async function applicationIds({ admins: { one } }: Gathering): Promise<Map<string, string>> {
  const waiting = await one.api.applications.list.query({ edition: EDITION, state: 'confirmed' });
  return new Map(waiting.map(({ id, city, role }) => [`${role} ${city}`, id]));
}

async function letIn({ origin, admins: { one, two } }: Gathering, id: string): Promise<Person> {
  const vouch = { ...command(), id, kind: 'vouch', text: 'Made up for a rehearsal.' } as const;
  await two.api.applications.note.mutate(vouch);
  const asked = await one.api.applications.accept.mutate({ ...command(), id });
  const link =
    asked.state === 'done' ? asked.link : await secondWord({ one, two }, asked.approvalId);
  const person = openPerson(origin);
  await person.enrol(tokenOf(link ?? ''));
  await person.addPasskey();
  return person;
}

async function secondWord({ one, two }: Admins, id: string): Promise<string | null> {
  await two.api.approvals.decide.mutate({ ...command(), id, verdict: 'approved' });
  return (await one.api.approvals.collect.mutate({ ...command(), id })).link;
}

async function planAction(
  { date }: Gathering,
  { api }: Person,
  { city, localTime }: PlayedCity,
): Promise<string> {
  const isDelivery = city.kind === 'delivery';
  const { id } = await api.cities.addAction.mutate({
    ...command(),
    edition: EDITION,
    city: city.slug,
    kind: isDelivery ? 'delivery' : 'candlelight-vigil',
    localDate: date,
    localTime,
    durationMinutes: DURATION_MINUTES,
    isMain: true,
    precision: 'city',
    publish: isDelivery ? 'during' : 'before',
    delayMinutes: isDelivery ? 5 : 0,
    capacity: null,
    place: 'A made-up place',
    neighbourhood: null,
    details: null,
    detailsLocale: null,
  });
  return id;
}

async function makeReady({ api }: Person, index: number): Promise<Member> {
  const [assignment] = (await api.assignments.mine.query({ edition: EDITION })).cities;
  if (!assignment) throw new Error('somebody who enrolled answers for no city');
  const { id } = assignment;
  await api.assignments.readKit.mutate({ ...command(), id });
  const plan = 'Made up: call twice, then the deputy, then the region lead.';
  await api.assignments.agreeSilence.mutate({ ...command(), id, plan });
  const pins = { pin: PIN, duress: DURESS_PIN };
  await api.assignments.setPins.mutate({ ...command(), edition: EDITION, ...pins });
  const contact = { phone: phoneOf(index), locale: 'en' } as const;
  await api.assignments.setOwnContact.mutate({ ...command(), ...contact });
  const { accountId } = await api.field.mine.query();
  return { api, accountId, pin: PIN, duressPin: DURESS_PIN };
}
