import Type from "typebox";
import { defineJob, enqueue } from "../platform/jobs/job.ts";
import { deliverMessages, type Partner } from "./deliver-messages.ts";
import { nextDue } from "./exchange.queries.ts";

const NAME = "exchange.deliver-outbox";

/**
 * Delivers waiting messages to the partner at `MOTCUA_STATE_FEED_URL`. What may not go yet, or has failed, has the job run
 * again at its time, and the schedule asks at least once a minute; nothing is given up without a person.
 */
export const deliverOutbox = defineJob({
  name: NAME,
  payload: Type.Object({}),
  cron: "* * * * *",
  async run({ db, config: { stateFeedUrl } }, _payload, signal) {
    const partners: readonly Partner[] = stateFeedUrl ? [{ partner: "state-feed", url: stateFeedUrl }] : [];
    await Promise.all(
      partners.map(async (partner) => {
        await deliverMessages(db, partner, { signal });
        const runAt = await nextDue(db, partner.partner);
        // Beside the key of a wake-up: one that waits for its time would keep new messages waiting with it.
        if (runAt) await enqueue(db, { job: { name: NAME }, payload: {} }, { runAt, key: `later:${partner.partner}` });
      }),
    );
  },
});
