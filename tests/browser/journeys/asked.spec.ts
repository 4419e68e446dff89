import { asked, askRosa } from "../asked.ts";
import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { shareToAdd } from "../noticed.ts";
import { Records } from "../records.ts";
import { people, words } from "../words.ts";

const { checkIn } = words;

test("the team asks a carer, who answers in their own name, and the person sees both", async ({ app, page, gateway, otherDevice }) => {
  test.slow();
  await shareToAdd(app);
  askRosa(gateway);
  await app.go("Check-ins");
  await page.reload();
  await expect(app.main.getByText(asked.others)).toBeVisible();
  await expect(app.main.getByText(asked.other)).toBeVisible();
  await expectAccessible(page);

  const carer = await otherDevice();
  await carer.openAs(people.rosa);
  await expect(carer.main.getByText("1 to answer")).toBeVisible();
  await expectAccessible(carer.page);
  await carer.press(new RegExp(people.asha.name)).first().click();
  await expect(carer.band).toContainText("Asha");
  await expect(carer.main.getByText(asked.about)).toBeVisible();
  await expectAccessible(carer.page);
  await carer.press(asked.start).click();
  for (let at = 0; at < 7; at += 1) {
    const question = await carer.heading.textContent();
    await carer.choose(checkIn.options[1] as string);
    await expect(carer.heading).not.toHaveText(question ?? "");
  }
  await expect(carer.heading).toHaveText(checkIn.review);
  await expectAccessible(carer.page);
  await carer.press(/^Send/).click();
  await expect(carer.heading).toHaveText(checkIn.thanks);
  await carer.go("Today");
  await expect(carer.main.getByText(asked.about)).toHaveCount(0);

  const records = await Records.as(gateway, people.asha.id);
  const [task] = await records.search("Task?_id=asked-of-rosa");
  expect(task).toMatchObject({ status: "completed" });
  await page.reload();
  await app.ready();
  await expect(app.main.getByText(asked.others)).toHaveCount(0);
});
