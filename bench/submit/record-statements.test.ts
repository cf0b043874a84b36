import { expect, test } from "vitest";
import { parseLog } from "./record-statements.ts";

const log = [
  "LOG:  statement: alter system set log_statement = 'all'\n",
  "LOG:  statement: begin\n",
  "LOG:  execute s1: insert into t (a, b, c)\n\tvalues ($1, $2, $3)\n",
  "DETAIL:  Parameters: $1 = 'it''s', $2 = NULL, $3 = 'two\n\tlines'\n",
  "LOG:  execute get_job: select * from graphile_worker.jobs\n",
  "DETAIL:  Parameters: $1 = 'x'\n",
  "ERROR:  something else\n",
  "LOG:  execute <unnamed>: commit\n",
].join("@@");

test("a server log becomes the statements of the application with their parameters", () => {
  expect(parseLog(`@@${log}`)).toEqual([
    { text: "begin", parameters: [] },
    { text: "insert into t (a, b, c)\nvalues ($1, $2, $3)", parameters: ["it's", null, "two\nlines"] },
    { text: "commit", parameters: [] },
  ]);
});
