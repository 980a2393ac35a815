// One line for each call, in the Test Anything Protocol; what a server has refused is shown below its line.

let number = 0;
let failures = 0;

/** Run one test after the other; a failure does not stop the next. */
export async function test(name, check) {
  number += 1;
  try {
    await check();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`not ok ${number} - ${name}`);
    for (const line of told(error).split("\n")) console.log(`# ${line}`);
  }
}

/** Say how many there were; the process ends badly if one has failed. */
export function end() {
  console.log(`1..${number}`);
  process.exitCode = failures ? 1 : 0;
}

function told(error) {
  const answer = error.response;
  if (!answer) return error.stack ?? String(error);
  const { method, url } = error.config;
  const query = error.config.params ? ` ${JSON.stringify(error.config.params)}` : "";
  return `${method} ${url}${query}: ${answer.status} ${JSON.stringify(answer.data)}`;
}
