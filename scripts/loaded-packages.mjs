// node scripts/loaded-packages.mjs FILE: imports a built file and prints the packages of node_modules that Node loaded for it.
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

const { port1, port2 } = new MessageChannel();

const hooks = `
let port;
export const initialize = (data) => { port = data.port; };
export const load = (url, context, next) => { port.postMessage(url); return next(url, context); };
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, {
  parentURL: import.meta.url,
  data: { port: port2 },
  transferList: [port2],
});

await import(pathToFileURL(process.argv[2]).href);

// Each file was announced before it was loaded, so all announcements are here.
const loaded = new Set();
for (let next = receiveMessageOnPort(port1); next !== undefined; next = receiveMessageOnPort(port1)) {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(next.message) ?? [];
  if (name !== undefined) loaded.add(name);
}
port1.close();
console.log(JSON.stringify([...loaded].sort()));
