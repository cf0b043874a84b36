import { dossierRoutes } from "./dossier/dossier.routes.ts";
import { authenticate, identityRoutes } from "./identity/identity.routes.ts";
import type { Deps } from "./platform/deps.ts";
import { buildServer, type App } from "./platform/http/server.ts";

/** The composition root: the only place where modules are put together. */
export async function buildApp(deps: Deps): Promise<App> {
  const app = await buildServer(deps);
  authenticate(app, deps);
  identityRoutes(app, deps);
  dossierRoutes(app, deps);
  return app;
}
