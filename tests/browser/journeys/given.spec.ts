/** Questionnaires by other authors, one a source folder, drawn by a seed, answered by keyboard alone. */
import { expect, test } from "../fixtures.ts";
import { bring, drawn, folder, sources } from "../given.ts";
import { answerUntil } from "../hands.ts";
import { Records } from "../records.ts";
import { people, words } from "../words.ts";

const seed = Number(process.env.LAPWING_SEED ?? 20261122);
const { checkIn } = words;
const most = 10;
const tries = 3;
const pages = 90;

const given = sources().filter((source) => drawn(source, seed).length > 0).slice(0, most);

test("ten source folders have one to answer @once", () => {
  test.skip(!folder, "LAPWING_DATA names no folder");
  expect(given).toHaveLength(most);
});

for (const source of given) {
  test(`one of ${source}, by keyboard alone @once`, async ({ otherDevice, gateway }) => {
    let refused = 0;
    for (const one of drawn(source, seed).slice(0, tries)) {
      const { folder, url, title } = bring(one);
      await gateway.bring(folder);
      const app = await otherDevice();
      const { page } = app;
      await app.openAs(people.nell, "not mine");
      await app.go("Check-ins");
      await app.press(`Start: ${title}`).click();
      const question = app.press(checkIn.go).or(app.main.getByText(checkIn.refused));
      await expect(question.first()).toBeVisible();
      if (await app.main.getByText(checkIn.refused).isVisible()) {
        refused++;
        continue;
      }
      let answers = 0;
      for (let at = 0; at < pages && (await app.heading.textContent()) !== checkIn.review; at++) {
        const before = await page.evaluate(() => document.querySelector("main")?.textContent);
        answers += await answerUntil(page, checkIn.go);
        await expect.poll(() => page.evaluate(() => document.querySelector("main")?.textContent)).not.toBe(before);
        expect(await page.locator("#error-summary").allTextContents(), "what was answered is refused").toEqual([]);
      }
      await expect(app.heading).toHaveText(checkIn.review);
      await expect(app.heading).toBeFocused();
      // Nothing in it is for the person: all of it is hidden, or filled in already.
      if (answers === 0) continue;
      await answerUntil(page, checkIn.send);
      await expect(app.heading).toHaveText(checkIn.thanks);
      await expect(app.main.getByText(checkIn.sent)).toBeVisible();
      const records = await Records.as(gateway, people.nell.id);
      const [response] = await records.search("QuestionnaireResponse?_sort=-_lastUpdated");
      expect(String(response?.questionnaire).split("|")[0]).toBe(url);
      test.info().annotations.push({ type: "seed", description: `${seed}: ${one.file.split("/questionnaires/")[1]}` });
      return;
    }
    throw new Error(`none of those that were drawn can be answered; ${refused} are refused`);
  });
}
