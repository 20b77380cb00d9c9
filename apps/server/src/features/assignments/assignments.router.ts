import {
  agreeSilenceSchema,
  assignInputSchema,
  assignmentsInputSchema,
  endAssignmentSchema,
  lookAtPhonesSchema,
  onAssignmentSchema,
  ownContactSchema,
  setPinsSchema,
} from '@lantern/schemas/assignment';
import {
  HAS_PHONE,
  MAY_ASSIGN,
  MAY_LET_IN_AGAIN,
  MAY_LOOK_AT_PHONES,
  MAY_SEE_ASSIGNMENTS,
} from '@lantern/schemas/assignment-roles';
import { ANSWERS_FOR_CITY } from '@lantern/schemas/day-roles';
import { freshProcedureFor, procedureFor, router } from '../../platform/trpc.ts';
import type { Assignments } from './assignments.ts';

const staff = procedureFor(MAY_SEE_ASSIGNMENTS);
const cityPerson = procedureFor(ANSWERS_FOR_CITY);

/** `assignments.*`: who answers for what, how ready they are, how they are reached; faults are said at the services. */
export function createAssignmentsRouter(parts: Assignments) {
  const { service, readiness, list, contacts, reinvite } = parts;
  return router({
    list: staff
      .input(assignmentsInputSchema)
      .query(({ input, ctx }) => list.list(input.edition, ctx.principal)),
    candidates: procedureFor(MAY_ASSIGN).query(() => list.candidates()),
    assign: freshProcedureFor(MAY_ASSIGN)
      .input(assignInputSchema)
      .mutation(({ input, ctx }) => service.assign(input, ctx.principal)),
    end: staff
      .input(endAssignmentSchema)
      .mutation(({ input, ctx }) => service.end(input, ctx.principal)),
    takeOver: staff
      .input(onAssignmentSchema)
      .mutation(({ input, ctx }) => service.takeOver(input, ctx.principal)),
    reinvite: freshProcedureFor(MAY_LET_IN_AGAIN)
      .input(onAssignmentSchema)
      .mutation(({ input, ctx }) => reinvite.reinvite(input, ctx.principal)),

    mine: cityPerson
      .input(assignmentsInputSchema)
      .query(({ input, ctx }) => list.mine(input.edition, ctx.principal)),
    readKit: cityPerson
      .input(onAssignmentSchema)
      .mutation(({ input, ctx }) => readiness.readKit(input, ctx.principal)),
    agreeSilence: cityPerson
      .input(agreeSilenceSchema)
      .mutation(({ input, ctx }) => readiness.agreeSilence(input, ctx.principal)),
    // Whoever has stolen a session must not choose what means duress.
    setPins: freshProcedureFor(ANSWERS_FOR_CITY)
      .input(setPinsSchema)
      .mutation(({ input, ctx }) => readiness.setPins(input, ctx.principal)),

    ownContact: procedureFor(HAS_PHONE).query(({ ctx }) => contacts.own(ctx.principal)),
    // Nor have a voice answer for somebody that is not theirs.
    setOwnContact: freshProcedureFor(HAS_PHONE)
      .input(ownContactSchema)
      .mutation(({ input, ctx }) => contacts.setOwn(input, ctx.principal)),
    // A look is written down, so it is no query.
    lookAtPhones: procedureFor(MAY_LOOK_AT_PHONES)
      .input(lookAtPhonesSchema)
      .mutation(({ input, ctx }) => contacts.look(input, ctx.principal)),
  });
}
