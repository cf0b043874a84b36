import { checkFiling } from "../../../domain/dossier/check-filing.ts";
import {
  CHANNELS,
  type Applicant,
  type Authorisation,
  type Channel,
  type DossierPaper,
} from "../../../domain/dossier/dossier.ts";
import type { OfficerActor } from "../../../domain/identity/actor.ts";
import type { Component } from "../../../domain/procedure/procedure.ts";
import type { ProcedureVersion } from "../../procedure/index.ts";
import type { UseCase } from "../../platform/use-case.ts";
import { actInTransaction } from "../act-on-dossier.ts";
import { submitDossier } from "./submit-dossier.ts";

type Fields = Readonly<Record<string, string>>;

export interface Intake {
  readonly version: ProcedureVersion;
  readonly caseName: string | null;
  readonly fields: Fields;
  readonly values: Readonly<Record<string, unknown>>;
  readonly papers: readonly DossierPaper[];
  /** Components asked for in a supplement request instead of receiving; empty to receive. */
  readonly lacking: readonly Component[];
}

/** Who the dossier stands for, as the counter wrote it down. */
export function applicantFrom(fields: Fields): Applicant {
  const text = (name: string): string => fields[name]?.trim() ?? "";
  return {
    kind: fields["kind"] === "organisation" ? "organisation" : "person",
    name: text("name"),
    identityNumber: text("identityNumber").replaceAll(/\s/g, ""),
    address: text("address"),
    phone: text("phone"),
    email: "",
  };
}

/** Who stands at the counter for the applicant; null when the channel is none of the authorised ones. */
function authorisationFrom(fields: Fields): Authorisation | null {
  if (!fields["channel"]?.startsWith("authorised-")) return null;
  const text = (name: string): string => fields[`authorised.${name}`]?.trim() ?? "";
  return {
    name: text("name"),
    identityNumber: text("identityNumber").replaceAll(/\s/g, ""),
    phone: text("phone"),
    email: "",
    address: text("address"),
    paper: text("paper"),
  };
}

function channelFrom(fields: Fields): Channel {
  return CHANNELS.find((one) => one === fields["channel"]) ?? "direct";
}

/** What is wrong with the applicant and whoever files for him, by the form's own field names, with the code of the fault. */
export function peopleFaults(fields: Fields, actor: OfficerActor): readonly { field: string; code: string }[] {
  const applicant = applicantFrom(fields);
  const filed = { channel: channelFrom(fields), applicant, authorisation: authorisationFrom(fields), papers: [] };
  return checkFiling(filed, actor).map(({ field, code }) => ({
    field: field.replace("applicant.", "").replace("authorisation.", "authorised."),
    code,
  }));
}

/** Files and receives in one transaction: the person leaves with the receipt, or with the request for what lacks. */
export async function takeIn({ db, actor, now }: UseCase<OfficerActor>, intake: Intake): Promise<string> {
  const { version, caseName, fields, values, papers, lacking } = intake;
  return db.transaction().execute(async (tx) => {
    const counter = { db: tx, actor, now };
    const dossier = await submitDossier(counter, {
      procedureCode: version.code,
      receivingAgencyCode: fields["counter"] ?? "",
      competentAgencyCode: fields["competent"]?.trim() || null,
      channel: channelFrom(fields),
      applicant: applicantFrom(fields),
      authorisation: authorisationFrom(fields),
      links: [],
      caseName: caseName || null,
      answers: values,
      papers,
      resultPlace: fields["resultPlace"] ?? "",
    });
    const reasons = lacking.map(({ code, name }) => ({ code: "paper-missing", componentCode: code, note: name }));
    await actInTransaction(counter, {
      dossierId: dossier.id,
      command: reasons.length > 0 ? { action: "request-supplement", reasons } : { action: "receive" },
      seenVersion: null,
    });
    return dossier.id;
  });
}
