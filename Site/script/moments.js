// Moments as the pages write them (Sources/Words/Formats), in the zone of the site: `mardi 30 septembre 2014 à 18 h`,
// `Tuesday 30 September 2014 at 18:00`.
const space = "\u00a0";
const own = document.querySelector("script[data-zone]")?.dataset.zone;

export function written(at, language = document.documentElement.lang, timeZone = own) {
  const isFrench = language === "fr";
  const parts = new Intl.DateTimeFormat(isFrench ? "fr" : "en-GB", {
    timeZone, weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(at);
  const { weekday, day, month, year, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  const date = `${weekday} ${isFrench && day === "1" ? "1er" : day}${space}${month} ${year}`;
  if (!isFrench) return `${date} at ${hour}:${minute}`;
  return `${date} à ${Number(hour)}${space}h${minute === "00" ? "" : space + minute}`;
}
