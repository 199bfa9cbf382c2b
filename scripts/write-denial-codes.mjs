import { writeFileSync } from 'node:fs';
import { denialCodesPage } from './denial-codes.mjs';

writeFileSync(new URL('../docs/guide/denial-codes.md', import.meta.url), denialCodesPage());
