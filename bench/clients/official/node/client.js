// The official Node SDK as a client of the bench: the arguments and the line of bench-client.
"use strict";

const fs = require("node:fs");
const http = require("node:http");
const https = require("node:https");
const { vod } = require("tencentcloud-sdk-nodejs-vod");

const SECRET_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
const SECRET_KEY = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
const FUNCTION_NAME = "ExampleFunc";
const FUNCTION_ARG = '{"order":42,"title":"a clip of a minute","notify":true}';
const RESULT = "taskId-1400000000-workflow-5e8f";
const REQUEST_ID = "8ad61e3a-6b8e-4b4e-9256-fdc701190064";
const FILE_ID = "5285485487985271487";

async function main([endpoint, calls, warmUp, concurrency, answer]) {
  const address = new URL(endpoint);
  const agents = { "http:": http.Agent, "https:": https.Agent };
  const agent = new agents[address.protocol]({ keepAlive: true });
  const client = new vod.v20180717.Client({
    credential: { secretId: SECRET_ID, secretKey: SECRET_KEY },
    region: "",
    profile: { httpProfile: { protocol: address.protocol, endpoint: address.host, agent } },
  });
  const call = answer === "small" ? () => small(client) : () => large(client);
  await repeat(call, Number(warmUp), Number(concurrency));
  const [start, cpu] = [process.hrtime.bigint(), processCpu()];
  await repeat(call, Number(calls), Number(concurrency));
  const [wall, total] = [process.hrtime.bigint() - start, processCpu()];
  const line = {
    calls: Number(calls),
    cpu_ns: total - cpu,
    wall_ns: Number(wall),
    process_cpu_ns: total,
    peak_kib: peakKib(),
  };
  console.log(JSON.stringify(line));
  agent.destroy();
}

async function small(client) {
  const response = await client.ExecuteFunction({
    FunctionName: FUNCTION_NAME,
    FunctionArg: FUNCTION_ARG,
  });
  expect(response.Result, RESULT);
  expect(response.RequestId, REQUEST_ID);
}

async function large(client) {
  const response = await client.DescribeMediaInfos({ FileIds: [FILE_ID] });
  expect(response.MediaInfoSet.at(-1).FileId, FILE_ID);
  expect(response.RequestId, REQUEST_ID);
}

async function repeat(call, calls, concurrency) {
  let left = calls;
  const worker = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

function expect(found, expected) {
  if (found !== expected) throw new Error(`expected ${expected}, found ${found}`);
}

// In nanoseconds, like the others.
function processCpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function peakKib() {
  return Number(/VmHWM:\s*(\d+)/.exec(fs.readFileSync("/proc/self/status", "ascii"))[1]);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
