export { findAccount, saveCitizen, type Account } from "./identity.queries.ts";
export { hashPassword } from "./password.ts";
export { requireActor, requireAdministrator, requireCitizen, requireOfficer, requireRole } from "./request-actor.ts";
