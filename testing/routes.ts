import type { App } from "../server/platform/http/server.ts";

export interface Route {
  readonly method: string;
  /** With its parameters' names, such as `/ho-so/:id`. */
  readonly path: string;
}

/** Everything that is served, out of the router's own tree; HEAD and what CORS would ask are left out. */
export function routesOf(app: App): readonly Route[] {
  const above: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const [, indent = "", part = "", methods = ""] = /^([│ ]*)[├└]── (\S+) \(([^)]+)\)/.exec(line) ?? [];
      if (part === "") return [];
      const depth = indent.length / 4;
      above.length = depth;
      above.push(part);
      const path = depth === 0 ? part : `/${above.slice(1).join("")}`;
      const served = methods.split(", ").filter((method) => method !== "HEAD" && method !== "OPTIONS");
      return part === "*" ? [] : served.map((method) => ({ method, path }));
    });
}
