export { getProvince } from "./province.queries.ts";
export {
  agencyNames,
  findActor,
  findAgencyByCode,
  getAgency,
  listAgencies,
  listOfficers,
} from "./organisation.queries.ts";
