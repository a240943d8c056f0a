// Reads a transcript with transcriptator and prints its format and segments as JSON.
import fs from "node:fs";
import { convertFile, determineFormat } from "transcriptator";

const text = fs.readFileSync(process.argv[2], "utf8");
console.log(JSON.stringify({ format: determineFormat(text), segments: convertFile(text) }));
