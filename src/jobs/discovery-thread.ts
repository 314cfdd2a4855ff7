/** The thread of one discovery request: takes it as its data, posts the answer, ends. */
import { parentPort, workerData } from "node:worker_threads";
import { answerDiscovery, type DiscoveryRequest } from "../app/discovery-request.ts";
import { readLexicon } from "./lexicon-file.ts";

parentPort?.postMessage(answerDiscovery(workerData as DiscoveryRequest, await readLexicon()));
