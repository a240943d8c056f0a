// Opens an episode page in Chromium, uses it as a reader does, and prints what happened.
// Arguments: page's address, the address of a page with hostile text, the page as a file.
import fs from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [address, hostile, file, pictures] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
});
const seen = { hosts: [], faults: [], axe: {}, widths: {} };

async function open(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.on("request", (request) => seen.hosts.push(new URL(request.url()).host));
  page.on("pageerror", (fault) => seen.faults.push(String(fault)));
  page.on("console", (message) => {
    if (message.type() === "error") seen.faults.push(message.text());
  });
  page.on("dialog", (dialog) => {
    seen.faults.push("a dialog: " + dialog.message());
    dialog.dismiss();
  });
  await page.goto(url);
  return page;
}

const time = (page) => page.evaluate(() => document.querySelector("audio").currentTime);
const current = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".line[aria-current]")].map((l) => l.textContent));

// Each look at the page: no sideways scroll, nothing for axe to say.
for (const [name, url, width, scheme] of [
  ["desktop", address + "#t=17", 1280, "light"],
  ["phone", address, 360, "light"],
  ["dark", address + "#t=17", 1280, "dark"],
  ["phone-dark", address, 360, "dark"],
  ["hostile-phone", hostile, 360, "light"],
  ["index", new URL("..", address).href, 1280, "light"],
  ["index-phone-dark", new URL("..", address).href, 360, "dark"],
]) {
  const page = await open(url, { viewport: { width, height: 780 }, colorScheme: scheme });
  seen.widths[name] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.evaluate(axe);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const result = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
  seen.axe[name] = result.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" "));
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  await page.context().close();
}

// Keyboard only: Enter on a paragraph's button plays from there and marks the line.
let page = await open(address);
const buttons = page.locator(".paragraph button.seek");
const third = buttons.nth(2);
seen.wanted = parseFloat(await third.getAttribute("data-seek"));
await third.focus();
await page.keyboard.press("Enter");
await page.waitForFunction((t) => document.querySelector("audio").currentTime > t + 0.3, seen.wanted);
seen.playing = await page.evaluate(() => !document.querySelector("audio").paused);
seen.reached = await time(page);
seen.current = await current(page);
seen.address = page.url();
seen.tabbable = await page.evaluate(() => document.querySelectorAll("button.seek:not([hidden])").length);
seen.plain = await page.evaluate(() => document.querySelectorAll("a.seek").length);
await page.evaluate(() => document.querySelector("audio").pause());
const chapter = page.locator(".chapters button.seek").nth(1);
await chapter.focus();
await page.keyboard.press("Enter");
await page.waitForFunction(() => !document.querySelector("audio").seeking);
seen.chapter = [parseFloat(await chapter.getAttribute("data-seek")), await time(page)];
seen.chapterMarked = await chapter.getAttribute("aria-current");

// Follow mode: on by its button, off when the reader scrolls.
const follow = page.locator("button.follow");
seen.follow = [await follow.getAttribute("aria-pressed")];
await follow.click();
seen.follow.push(await follow.getAttribute("aria-pressed"));
await page.mouse.wheel(0, 300);
await page.waitForTimeout(200);
seen.follow.push(await follow.getAttribute("aria-pressed"));
await page.context().close();

// Reduced motion: following jumps, it does not glide.
for (const reducedMotion of ["reduce", "no-preference"]) {
  page = await open(address, { reducedMotion });
  await page.evaluate(() => {
    window.glides = [];
    Element.prototype.scrollIntoView = function (options) { window.glides.push(options.behavior); };
  });
  await page.locator(".paragraph button.seek").nth(3).click();
  await page.locator("button.follow").click();
  seen[reducedMotion] = await page.evaluate(() => window.glides);
  await page.context().close();
}

// A link to a moment, as a number and as a clock.
for (const [name, hash] of [["moment", "#t=28.9"], ["clock", "#t=0:28.9"]]) {
  page = await open(address + hash);
  await page.waitForFunction(() => document.querySelector("audio").currentTime > 0);
  seen[name] = [await time(page), await current(page)];
  await page.context().close();
}

// Without JavaScript, and from a disk.
page = await open(address, { javaScriptEnabled: false });
seen.withoutScript = {
  links: await page.locator(".paragraph a.seek:visible").count(),
  buttons: await page.locator("button:visible").count(),
  href: await page.locator(".paragraph a.seek").nth(2).getAttribute("href"),
  words: await page.locator(".transcript").innerText(),
};
await page.context().close();
page = await open("file://" + file);
await page.locator(".paragraph button.seek").nth(2).click();
await page.waitForFunction((t) => document.querySelector("audio").currentTime > t, seen.wanted);
seen.fromDisk = await current(page);
await page.context().close();

await browser.close();
seen.hosts = [...new Set(seen.hosts)];
console.log(JSON.stringify(seen));
