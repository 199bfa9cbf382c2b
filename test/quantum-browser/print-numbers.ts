import { digests } from './numbers';

/** What `npm run verify:nodes` compares between versions of Node. */
for (const [name, digest] of Object.entries(digests())) console.log(name, digest);
