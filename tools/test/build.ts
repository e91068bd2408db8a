import { buildControlPlane } from "../cluster/control-plane.ts";
import { buildControllers } from "../cluster/controllers.ts";
import { locateEngine } from "../engine/locate.ts";

/** Builds one of the parts that tests need: run as a program with the part's name. */
const [part] = process.argv.slice(2);
if (part === "engine") await locateEngine();
else {
  await buildControlPlane();
  await buildControllers();
}
