import { expectAccessible } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { noticed, openNotice, shareToAdd } from "../noticed.ts";

test("a carer writes down what they notice, and the person reads it as theirs", async ({ app, page, otherDevice }) => {
  test.slow();
  await shareToAdd(app);
  const carer = await otherDevice();
  await openNotice(carer);
  await expectAccessible(carer.page);
  await carer.page.getByLabel(noticed.asked).fill(noticed.words);
  await carer.page.getByRole("radio", { name: noticed.slept }).first().check();
  await carer.page.getByRole("button", { name: noticed.goOn }).click();
  await expectAccessible(carer.page);
  await carer.page.getByRole("button", { name: noticed.send }).click();
  await expect(carer.heading).toHaveText("Thank you");

  await app.go("Record");
  await app.press(noticed.shelf).click();
  await expectAccessible(page);
  await app.press(noticed.row).click();
  await expect(app.main.getByText(noticed.words)).toBeVisible();
  await expect(app.main.getByText(noticed.slept)).toBeVisible();
  await expect(app.main.getByText(/From Rosa Delgado/).first()).toBeVisible();
  await expectAccessible(page);
});
