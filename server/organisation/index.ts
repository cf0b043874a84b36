export {
  agencyNames,
  findActor,
  findAgencyByCode,
  getAgency,
  listAgencies,
  listOfficers,
  type Agency,
  type Colleague,
} from "./organisation.queries.ts";
