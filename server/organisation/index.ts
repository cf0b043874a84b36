export { insertChange } from "./change-log.queries.ts";
export { listOwnDelegations } from "./delegation.queries.ts";
export { requireOverseer } from "./managed-officer.ts";
export { requireProvinceAdministrator } from "./require-province-administrator.ts";
export { getProvince } from "./province.queries.ts";
export {
  agencyNames,
  findActor,
  findAgencyByCode,
  getAgency,
  isAgencyOpen,
  listAgencies,
  listOfficers,
  listScope,
  type Agency,
} from "./organisation.queries.ts";
