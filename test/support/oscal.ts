import { z } from "zod";

const uuid = z.string().regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/);
const text = z.string().regex(/^\S(.*\S)?$/);
const token = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
const moment = z.iso.datetime({ offset: true });

const observation = z.strictObject({
  uuid,
  title: text,
  description: z.string().min(1),
  props: z.array(z.strictObject({ name: token, ns: z.url(), value: text })).min(1),
  methods: z.array(z.enum(["EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"])).min(1),
  collected: moment,
});

const finding = z.strictObject({
  uuid,
  title: text,
  description: z.string().min(1),
  target: z.strictObject({
    type: z.enum(["statement-id", "objective-id"]),
    "target-id": token,
    status: z.strictObject({ state: z.enum(["satisfied", "not-satisfied"]), reason: z.enum(["pass", "fail", "other"]) }),
  }),
  "related-observations": z.array(z.strictObject({ "observation-uuid": uuid })).min(1),
});

/** What NIST's OSCAL 1.1 requires of assessment results, and the fields that are written here: nothing else is allowed. */
export const oscalSchema = z.strictObject({
  "assessment-results": z.strictObject({
    uuid,
    metadata: z.strictObject({ title: text, "last-modified": moment, version: text, "oscal-version": text }),
    "import-ap": z.strictObject({ href: text }),
    results: z
      .array(
        z.strictObject({
          uuid,
          title: text,
          description: z.string().min(1),
          start: moment,
          "reviewed-controls": z.strictObject({
            "control-selections": z.array(z.strictObject({ "include-all": z.strictObject({}) })).min(1),
          }),
          observations: z.array(observation).min(1),
          findings: z.array(finding).min(1),
        }),
      )
      .min(1),
  }),
});
