import type { Actor } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import type { Db } from "./database.ts";

/** What every use case is given: where to read and write, who asks, and when it is. */
export interface UseCase<A extends Actor = Actor> {
  readonly db: Db;
  readonly actor: A;
  readonly now: Moment;
}
