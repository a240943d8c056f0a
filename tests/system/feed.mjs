// Reads a feed with podcast-partytime and prints what it understood as JSON.
import fs from "node:fs";
import partytime from "podcast-partytime";

const parse = partytime.parseFeed ?? partytime.default;
const feed = parse(fs.readFileSync(process.argv[2], "utf8"), { allowMissingGuid: false });
console.log(JSON.stringify(feed));
