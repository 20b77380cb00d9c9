import { createAssignmentsList } from './assignments.list.ts';
import { createAssignmentsService } from './assignments.service.ts';
import { createContactsService } from './contacts.service.ts';
import { createJudgePin } from './judge-pin.ts';
import { createReadinessService } from './readiness.service.ts';
import { createReinvite, type ReinviteDeps } from './reinvite.ts';

/** The whole feature, wired: who answers for which city, how ready they are, how they are reached. */
export function createAssignments(deps: ReinviteDeps) {
  return {
    service: createAssignmentsService(deps),
    readiness: createReadinessService(deps),
    list: createAssignmentsList(deps),
    contacts: createContactsService(deps),
    reinvite: createReinvite(deps),
    judgePin: createJudgePin(deps),
  };
}
export type Assignments = ReturnType<typeof createAssignments>;
