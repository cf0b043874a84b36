import type { FastifyReply } from "fastify";
import type { CitizenActor } from "../../domain/identity/actor.ts";
import { cleanForm, parseForm, validateForm } from "../../domain/eform/parse-form.ts";
import { requiredComponents } from "../../domain/procedure/procedure.ts";
import { dateOf } from "../../domain/shared/plain-date.ts";
import { errorSentence } from "../../web/i18n/error-text.ts";
import { CheckPage, FilePage, type FilingProps } from "../../web/portal/FilePage.tsx";
import { listDocuments } from "../document/index.ts";
import { findAccount, requireCitizen, type Account } from "../identity/index.ts";
import { listAgencies } from "../organisation/index.ts";
import { findCurrentVersion, getVersion, type ProcedureVersion } from "../procedure/index.ts";
import type { Deps } from "../platform/deps.ts";
import { ApiError, notFound } from "../platform/errors.ts";
import { renderPage } from "../platform/http/render.tsx";
import type { App } from "../platform/http/server.ts";
import { once } from "../platform/idempotency.ts";
import { newId } from "../platform/ids.ts";
import { deleteDraft, findDraft, saveDraft, type Draft } from "./draft.queries.ts";
import { readFiling } from "./read-filing.pages.ts";
import { submitDossier } from "./submit-dossier.ts";

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type("text/html; charset=utf-8").send(text);

/** Filing on the portal: fill in, check, send. Each step is a draft on the server, so nothing is lost. */
export function filingPages(app: App, deps: Deps): void {
  app.get<{ Params: { code: string } }>("/thu-tuc/:code/nop", async (request, reply) => {
    const citizen = requireCitizen(request);
    const version = await findCurrentVersion(deps.db, request.params.code, dateOf(deps.now()));
    if (!version) throw notFound();
    const account = await findAccount(deps.db, citizen.id);
    const draft = {
      id: "",
      procedureVersionId: version.id,
      answers: prefilled(version, account),
      papers: [],
      place: "",
    };
    const props = await filingProps(deps, { citizen, version, draft });
    return html(
      reply,
      renderPage(
        <FilePage
          {...props}
          action={`/thu-tuc/${version.code}/nop`}
          errors={[]}
          missing={[]}
          fileError={null}
          saved={false}
        />,
      ),
    );
  });
  app.post<{ Params: { code: string } }>("/thu-tuc/:code/nop", async (request, reply) => {
    const citizen = requireCitizen(request);
    const version = await findCurrentVersion(deps.db, request.params.code, dateOf(deps.now()));
    if (!version) throw notFound();
    const { components } = version.content;
    const filing = await readFiling(deps, request, { actorId: citizen.id, components, papers: [] });
    return keep(reply, deps, { citizen, version, filing, id: newId() });
  });
  app.get<{ Params: { id: string }; Querystring: { loi?: string } }>("/nop/:id", async (request, reply) => {
    const citizen = requireCitizen(request);
    const { draft, version } = await ownDraft(deps, request.params.id, citizen);
    const props = await filingProps(deps, { citizen, version, draft });
    const { errors, missing } = faults(version, draft);
    const fileError = request.query.loi && request.query.loi !== "form" ? errorSentence(request.query.loi) : null;
    const shown = request.query.loi ? { errors, missing } : { errors: [], missing: [] };
    return html(
      reply,
      renderPage(<FilePage {...props} {...shown} action={`/nop/${draft.id}`} fileError={fileError} saved />),
    );
  });
  app.post<{ Params: { id: string } }>("/nop/:id", async (request, reply) => {
    const citizen = requireCitizen(request);
    const { draft, version } = await ownDraft(deps, request.params.id, citizen);
    const filing = await readFiling(deps, request, {
      actorId: citizen.id,
      components: version.content.components,
      papers: draft.papers,
    });
    return keep(reply, deps, { citizen, version, filing, id: draft.id });
  });
  app.get<{ Params: { id: string } }>("/nop/:id/kiem-tra", async (request, reply) => {
    const citizen = requireCitizen(request);
    const { draft, version } = await ownDraft(deps, request.params.id, citizen);
    const props = await filingProps(deps, { citizen, version, draft });
    const placeName = props.places.find(({ value }) => value === draft.place)?.label ?? "";
    return html(reply, renderPage(<CheckPage {...props} draftId={draft.id} placeName={placeName} />));
  });
  app.post<{ Params: { id: string } }>("/nop/:id/gui", async (request, reply) => {
    const citizen = requireCitizen(request);
    const id = await send(deps, citizen, request.params.id);
    return reply.redirect(id ? `/ho-so/${id}?moi=1` : `/nop/${request.params.id}?loi=form`, 303);
  });
}

function prefilled({ eform }: ProcedureVersion, account: Account | undefined): Record<string, unknown> {
  if (!eform || !account) return {};
  const known = {
    name: account.name,
    "identity-number": account.identityNumber,
    "birth-date": account.birthDate,
    phone: account.phone,
    email: account.email,
    address: account.address,
  };
  return Object.fromEntries(
    Object.entries(eform.schema.properties).flatMap(([name, field]) => {
      const value = field["x-prefill"] && known[field["x-prefill"]];
      return value ? [[name, value]] : [];
    }),
  );
}

async function ownDraft(
  deps: Deps,
  id: string,
  citizen: CitizenActor,
): Promise<{ draft: Draft; version: ProcedureVersion }> {
  const draft = /^[0-9a-f-]{36}$/.test(id) ? await findDraft(deps.db, id, citizen.id) : undefined;
  if (!draft) throw notFound();
  return { draft, version: await getVersion(deps.db, draft.procedureVersionId) };
}

function faults({ eform, content }: ProcedureVersion, { answers, papers }: Draft) {
  const brought = new Set(papers.map(({ componentCode }) => componentCode));
  const missing = requiredComponents(content, null).filter(({ code }) => !brought.has(code));
  return {
    errors: eform ? validateForm(eform, cleanForm(eform, answers)) : [],
    missing: missing.map(({ code }) => code),
  };
}

interface Keeping {
  readonly citizen: CitizenActor;
  readonly version: ProcedureVersion;
  readonly filing: Awaited<ReturnType<typeof readFiling>>;
  readonly id: string;
}

/** Saves what was sent, right or wrong, and shows either the faults or the answers to check. */
async function keep(reply: FastifyReply, deps: Deps, { citizen, version, filing, id }: Keeping): Promise<FastifyReply> {
  const answers = version.eform ? parseForm(version.eform, filing.fields) : {};
  const draft = {
    id,
    procedureVersionId: version.id,
    answers,
    papers: filing.papers,
    place: filing.fields["place"] ?? "",
  };
  await saveDraft(deps.db, draft, { accountId: citizen.id, now: deps.now() });
  if (filing.fileError) return reply.redirect(`/nop/${id}?loi=${filing.fileError}`, 303);
  const { errors, missing } = faults(version, draft);
  return reply.redirect(errors.length + missing.length > 0 ? `/nop/${id}?loi=form` : `/nop/${id}/kiem-tra`, 303);
}

interface Showing {
  readonly citizen: CitizenActor;
  readonly version: ProcedureVersion;
  readonly draft: Draft;
}

async function filingProps(deps: Deps, { citizen, version, draft }: Showing): Promise<FilingProps> {
  const { levels } = version.content;
  const agencies = await listAgencies(deps.db, dateOf(deps.now()));
  const places = agencies.filter(({ isOneStop, level }) => isOneStop && levels.some((one) => one === level));
  const documents = await listDocuments(
    deps.db,
    draft.papers.flatMap(({ documentIds }) => documentIds),
  );
  const files = draft.papers.flatMap(({ componentCode, documentIds }) =>
    documents
      .filter(({ id }) => documentIds.includes(id))
      .map(({ name, pages, size, sha256 }) => ({
        componentCode,
        name,
        pages,
        kilobytes: Math.ceil(size / 1024),
        digest: sha256.slice(0, 8),
      })),
  );
  return {
    person: citizen.name,
    procedureName: version.name,
    form: version.eform,
    components: requiredComponents(version.content, null),
    values: draft.answers,
    files,
    places: places.map(({ code, name }) => ({ value: code, label: name })),
    place: draft.place || undefined,
  };
}

/** Sends the draft once, however often the button is pressed. Null when something is still missing. */
async function send(deps: Deps, citizen: CitizenActor, draftId: string): Promise<string | null> {
  try {
    return await sendWhole(deps, citizen, draftId);
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) return null;
    throw error;
  }
}

async function sendWhole(deps: Deps, citizen: CitizenActor, draftId: string): Promise<string> {
  const account = await findAccount(deps.db, citizen.id);
  const now = deps.now();
  return deps.db
    .transaction()
    .execute((tx) =>
      once(tx, { key: `draft-${draftId}`, actorId: citizen.id, request: draftId }, async () => {
        const draft = await findDraft(tx, draftId, citizen.id);
        if (!draft) throw notFound();
        const version = await getVersion(tx, draft.procedureVersionId);
        const { errors, missing } = faults(version, draft);
        if (errors.length + missing.length > 0) throw new ApiError(422, "filing-incomplete");
        const { name, identityNumber } = citizen;
        const dossier = await submitDossier(
          { db: tx, actor: citizen, now },
          {
            procedureCode: version.code,
            receivingAgencyCode: draft.place,
            competentAgencyCode: null,
            authorisation: null,
            links: [],
            channel: "self-online",
            applicant: {
              kind: "person",
              name,
              identityNumber,
              address: account?.address ?? "",
              phone: account?.phone ?? "",
              email: account?.email ?? "",
            },
            caseName: null,
            answers: draft.answers,
            papers: draft.papers,
            resultPlace: "Tại bộ phận một cửa",
          },
        );
        await deleteDraft(tx, draftId);
        return { id: dossier.id };
      }),
    )
    .then(({ id }) => id);
}
