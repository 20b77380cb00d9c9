import {
  createAcceptApplication,
  createEnrolledApplicant,
  type AcceptDeps,
} from './accept-application.ts';
import { createApplicationsDesk } from './applications.desk.ts';
import { createApplicationsList } from './applications.list.ts';
import { createApplicationMails } from './applications.mails.ts';
import { createApplicationsService } from './applications.service.ts';

/** The whole feature, wired: offers to answer for a city, their desk and their mails. */
export function createApplications(deps: AcceptDeps) {
  return {
    service: createApplicationsService(deps),
    desk: createApplicationsDesk(deps),
    list: createApplicationsList(deps),
    composeMail: createApplicationMails(deps),
    /** For approvals: accepting gives a role. */
    acceptApplication: createAcceptApplication(deps),
    onEnrolled: createEnrolledApplicant(deps),
  };
}
export type Applications = ReturnType<typeof createApplications>;
