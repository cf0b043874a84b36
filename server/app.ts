import { administrationPages } from "./administration/administration.pages.tsx";
import { administrationRoutes } from "./administration/administration.routes.ts";
import { backgroundPages } from "./administration/background.pages.tsx";
import { backgroundRoutes } from "./administration/background.routes.ts";
import { calendarPages } from "./calendar/calendar.pages.tsx";
import { calendarRoutes } from "./calendar/calendar.routes.ts";
import { documentRoutes } from "./document/document.routes.ts";
import { uploadRoutes } from "./document/upload.routes.ts";
import { quarantinePages } from "./document/quarantine.pages.tsx";
import { dossierRoutes, getVisible } from "./dossier/api/dossier.routes.ts";
import { browserToken, claimBrowserDrafts } from "./dossier/filing/browser-drafts.pages.ts";
import { filingPages } from "./dossier/filing/filing.pages.tsx";
import { intakePages, refillIntake } from "./dossier/filing/intake.pages.tsx";
import { officeDossierPages, refillAction } from "./dossier/office/office-dossier.pages.tsx";
import { officePages } from "./dossier/office/office.pages.tsx";
import { registerPages } from "./dossier/slips/register.pages.tsx";
import { registerRoutes } from "./dossier/slips/register.routes.ts";
import { ownDossierPages } from "./dossier/portal/own-dossier.pages.tsx";
import { readsPages } from "./dossier/reads/reads.pages.tsx";
import { readsRoutes } from "./dossier/reads/reads.routes.ts";
import { emergencyPages } from "./dossier/emergency/emergency.pages.tsx";
import { emergencyRoutes } from "./dossier/emergency/emergency.routes.ts";
import { packRoutes } from "./dossier/pack/pack.routes.ts";
import { portalPages } from "./dossier/portal/portal.pages.tsx";
import { activationPages } from "./identity/activation.pages.tsx";
import { healthPages } from "./health/health.pages.tsx";
import { identityPages, type Demo } from "./identity/identity.pages.tsx";
import { authenticate, identityRoutes, limitAttempts } from "./identity/identity.routes.ts";
import { ownAccountPages } from "./identity/own-account.pages.tsx";
import { ownAccountRoutes } from "./identity/own-account.routes.ts";
import { passkeyRoutes } from "./identity/passkey.routes.ts";
import { powerPages } from "./identity/power.pages.tsx";
import { powerRoutes } from "./identity/power.routes.ts";
import { secondFactorPages } from "./identity/second-factor.pages.tsx";
import { secondFactorRoutes } from "./identity/second-factor.routes.ts";
import { accountRoutes } from "./organisation/account.routes.ts";
import { accountPages } from "./organisation/account.pages.tsx";
import { agencyPages } from "./organisation/agency.pages.tsx";
import { agencyRoutes } from "./organisation/agency.routes.ts";
import { delegationPages } from "./organisation/delegation.pages.tsx";
import { delegationRoutes } from "./organisation/delegation.routes.ts";
import { officerPages } from "./organisation/officer.pages.tsx";
import { officerRoutes } from "./organisation/officer.routes.ts";
import { provincePages } from "./organisation/province.pages.tsx";
import { signInPolicyPages } from "./organisation/sign-in-policy.pages.tsx";
import { signInPolicyRoutes } from "./organisation/sign-in-policy.routes.ts";
import { seenAs, type Deps } from "./platform/deps.ts";
import { getProvince } from "./organisation/index.ts";
import { serveAssets } from "./platform/http/assets.ts";
import { nameProvince } from "./platform/http/name-province.ts";
import { buildServer, type App } from "./platform/http/server.ts";
import { catalogueImportPages } from "./procedure/catalogue-import.pages.tsx";
import { catalogueImportRoutes } from "./procedure/catalogue-import.routes.ts";
import { cataloguePages } from "./procedure/catalogue.pages.tsx";
import { procedureRoutes } from "./procedure/procedure.routes.ts";
import { processPages } from "./procedure/process.pages.tsx";
import { settingsPages } from "./procedure/settings.pages.tsx";
import { synonymPages } from "./procedure/synonym.pages.tsx";
import { sheetKinds } from "./sheet-kinds.ts";

/** The composition root: the only place where modules are put together. `demo` opens the stand-in for sign-in. */
export async function buildApp(deps: Deps, demo?: Demo): Promise<App> {
  const app = await buildServer(deps);
  await serveAssets(app);
  nameProvince(app, () => getProvince(deps.db));
  authenticate(app, deps);
  limitAttempts(app, deps);
  identityRoutes(app, deps);
  ownAccountRoutes(app, deps);
  ownAccountPages(app, deps);
  powerRoutes(app, deps);
  powerPages(app, deps);
  secondFactorRoutes(app, deps);
  passkeyRoutes(app, deps);
  secondFactorPages(app, deps);
  await identityPages(app, deps, {
    demo,
    refill: async (officer, kept) => {
      const seen = seenAs(deps, officer);
      return (await refillAction(seen, officer, kept)) ?? refillIntake(seen, officer, kept);
    },
    claim: (signedIn) => claimBrowserDrafts(deps, signedIn),
  });
  documentRoutes(app, deps, (actor, dossierId) =>
    getVisible(deps.dbFor(actor), dossierId, actor).then(
      () => true,
      () => false,
    ),
  );
  uploadRoutes(app, deps, (request, reply) => browserToken(request, reply, deps));
  quarantinePages(app, deps);
  dossierRoutes(app, deps);
  packRoutes(app, deps);
  readsRoutes(app, deps);
  readsPages(app, deps);
  emergencyRoutes(app, deps);
  emergencyPages(app, deps);
  portalPages(app, deps);
  filingPages(app, deps);
  ownDossierPages(app, deps);
  officePages(app, deps);
  officeDossierPages(app, deps);
  intakePages(app, deps);
  registerRoutes(app, deps);
  registerPages(app, deps);
  administrationRoutes(app, deps, sheetKinds);
  administrationPages(app, deps, sheetKinds);
  backgroundRoutes(app, deps);
  backgroundPages(app, deps);
  procedureRoutes(app, deps);
  catalogueImportRoutes(app, deps);
  cataloguePages(app, deps);
  catalogueImportPages(app, deps);
  settingsPages(app, deps);
  processPages(app, deps);
  synonymPages(app, deps);
  calendarRoutes(app, deps);
  agencyRoutes(app, deps);
  agencyPages(app, deps);
  calendarPages(app, deps);
  officerRoutes(app, deps);
  officerPages(app, deps);
  delegationRoutes(app, deps);
  delegationPages(app, deps);
  accountRoutes(app, deps);
  accountPages(app, deps);
  provincePages(app, deps);
  signInPolicyRoutes(app, deps);
  signInPolicyPages(app, deps);
  activationPages(app, deps);
  healthPages(app, deps);
  return app;
}
