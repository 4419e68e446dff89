/** A form in another language than the app's. */
import { join } from "node:path";
import { test } from "../fixtures.ts";
import { people } from "../words.ts";
import { camera } from "./pictures.ts";

test.use({ locale: "de-DE" });

test("a form in two languages", async ({ app, page, gateway }, info) => {
  await gateway.bring(join(import.meta.dirname, "../questionnaires"));
  await app.openAs(people.nell);
  await app.go("Check-ins");
  await app.press("Start: Your visit").click();
  await app.main.getByRole("radio").first().waitFor();
  await camera(page, info.project.name, "g-languages")("first");
});
