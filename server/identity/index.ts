export { findAccount, saveCitizen, type Account } from "./identity.queries.ts";
export { askOfficerToSignIn } from "./kept-form.pages.tsx";
export {
  deleteSessions,
  findOfficerAccount,
  findOfficerLogin,
  insertOfficerAccount,
  isLoginTaken,
  listSessions,
  renameAccount,
  setBlocked,
  type OfficerAccount,
} from "./account.queries.ts";
export { issueActivation, type IssuedCode } from "./activation.ts";
export { Ended, SESSION_EXAMPLE, SessionView } from "./own-account.schemas.ts";
export { holdPower } from "./power.queries.ts";
export { hashPassword } from "./password.ts";
export { requireActor, requireAdministrator, requireCitizen, requireOfficer, requireRole } from "./request-actor.ts";
export { deleteEveryFactor, deletePendingOf, hasSecondFactor } from "./second-factor.queries.ts";
export { getSignInPolicy, saveSignInPolicy } from "./sign-in-policy.queries.ts";
export { hashToken } from "./visitor.ts";
