import type { Comparable } from "./compare-versions.ts";
import type { CatalogueProcedure } from "./national-catalogue.ts";
import { catalogueServiceLevel } from "./procedure.ts";

/**
 * The version that follows when the national catalogue says something new: what it does not know (supplement policy,
 * sensitivity, fees, e-form) stays as the province has set it, and so does a service level that the province has set,
 * and the competence once the province has decided anything about the procedure (`isOwn`).
 */
export function keepOwn(known: Comparable & { readonly isOwn: boolean }, catalogue: CatalogueProcedure): Comparable {
  const { supplementPolicy, sensitive, fees, channels } = known.content;
  const { competence } = (known.isOwn ? known : catalogue).content;
  const levelIsOwn = known.serviceLevel !== catalogueServiceLevel(channels);
  return {
    name: catalogue.name,
    field: catalogue.field,
    serviceLevel: levelIsOwn ? known.serviceLevel : catalogue.serviceLevel,
    content: { ...catalogue.content, competence, supplementPolicy, sensitive, fees },
    eform: known.eform,
  };
}
