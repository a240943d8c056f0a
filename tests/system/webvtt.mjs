// Reads a WebVTT file strictly and prints the parser's complaints and each cue's voice as JSON.
import fs from "node:fs";
import webvtt from "webvtt-parser";

const read = new webvtt.WebVTTParser().parse(fs.readFileSync(process.argv[2], "utf8"));
const voices = read.cues.map((cue) => cue.tree.children[0].value);
console.log(JSON.stringify({ errors: read.errors, voices }));
