/** The arrows of ARCHITECTURE.md, as a test. Run: npx depcruise domain server web cli demo */
module.exports = {
  forbidden: [
    {
      name: "domain-is-pure",
      comment: "Rules know nothing of HTTP, SQL, React, files, clocks or npm packages.",
      severity: "error",
      from: { path: "^domain/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^domain/" },
    },
    {
      name: "web-never-imports-server",
      comment: "A page is a function from props to TSX: it knows neither HTTP nor SQL.",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(server|db|cli|demo)/" },
    },
    {
      name: "only-pages-import-web",
      comment:
        "Only *.pages.ts(x) render pages; the platform serves assets and the error page; slips and the API use its texts.",
      severity: "error",
      from: { path: "^server/", pathNot: "(\\.pages\\.tsx?$|^server/platform/http/|\\.test\\.tsx?$)" },
      to: { path: "^web/", pathNot: "(-text|due-explanation)\\.ts$" },
    },
    {
      name: "modules-meet-at-the-index",
      comment: "A module's files are its own; another module imports only its index.ts.",
      severity: "error",
      from: { path: "^server/([^/]+)/", pathNot: "(^server/platform/|\\.test\\.tsx?$)" },
      to: { path: "^server/([^/]+)/", pathNot: ["^server/$1/", "^server/platform/", "/index\\.ts$"] },
    },
    {
      name: "platform-knows-no-module",
      severity: "error",
      from: { path: "^server/platform/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^server/([^/]+)/", pathNot: "^server/platform/" },
    },
    {
      name: "sql-only-in-queries",
      comment: "Kysely and pg are imported by *.queries.ts and the platform, nowhere else.",
      severity: "error",
      from: { path: "^server/", pathNot: "(\\.queries\\.ts$|^server/platform/|\\.test\\.tsx?$)" },
      to: { path: "node_modules/(kysely|pg)/" },
    },
    {
      name: "http-only-in-routes",
      severity: "error",
      from: {
        path: "^server/[^/]+/",
        pathNot: "(\\.routes\\.ts$|\\.pages\\.tsx?$|^server/platform/|\\.test\\.tsx?$)",
      },
      to: { path: "node_modules/(fastify|@fastify)/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, pathNot: ["\\.d\\.ts$", "\\.config\\.ts$", "\\.test\\.tsx?$", "\\.client\\.ts$"] },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.depcruise.json" },
    doNotFollow: { path: "node_modules" },
  },
};
