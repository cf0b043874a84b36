export { insertChange } from "./change-log.queries.ts";
export { getProvince } from "./province.queries.ts";
export {
  agencyNames,
  findActor,
  findAgencyByCode,
  getAgency,
  listAgencies,
  listOfficers,
  type Agency,
} from "./organisation.queries.ts";
