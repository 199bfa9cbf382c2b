import { excerpt, type HttpSettings, httpRequest } from '../internal/http/http-request';
import { fieldOf, numberOf, textOf } from '../internal/sources/json-fields';
import { unexpectedShape } from '../internal/sources/read-rows';
import type { SourceCall } from '../internal/sources/source';
import { type SourceErrorCode, sourceError } from '../internal/sources/source-error';
import { parseExactJson } from './parse-exact-json';

/** A node of a chain. */
export interface RpcEndpoint {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly settings: HttpSettings;
}

/** What nodes answer beyond the codes of JSON-RPC 2.0: too many requests. */
const limitCodes = new Set([-32_005, -32_029, 429]);

/** Codes that another try does not mend: no such method, wrong parameters, no valid request. */
const finalCodes = new Set([-32_600, -32_601, -32_602]);

const errorOf = ({ settings }: RpcEndpoint, method: string, error: unknown) => {
  const number = numberOf(error, 'code');
  const isLimit = number !== undefined && limitCodes.has(number);
  const code: SourceErrorCode = isLimit ? 'RATE_LIMITED' : 'REFUSED';
  const said = excerpt(textOf(error, 'message') ?? '', settings.hide);
  return sourceError(settings.source, code, `${method} was refused with ${number ?? 'no code'}: ${said}`, {
    isRetryable: number === undefined || !finalCodes.has(number),
    context: { method, ...(number === undefined ? {} : { rpcCode: number }) },
  });
};

/** Sends one request and returns its result. Source: JSON-RPC 2.0 Specification, 2013. */
export const rpcCall = async (
  endpoint: RpcEndpoint,
  method: string,
  params: readonly unknown[],
  call: SourceCall,
): Promise<unknown> => {
  const { url, settings } = endpoint;
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const headers = { accept: 'application/json', ...endpoint.headers, 'content-type': 'application/json' };
  const { text } = await httpRequest({ url, headers, body }, settings, call);
  let answer: unknown;
  try {
    answer = parseExactJson(text);
  } catch {
    const why = `the answer is no JSON: ${excerpt(text, settings.hide)}`;
    throw sourceError(settings.source, 'MALFORMED', why, { isRetryable: true });
  }
  const error = fieldOf(answer, 'error');
  if (error !== undefined && error !== null) throw errorOf(endpoint, method, error);
  const result = fieldOf(answer, 'result');
  if (fieldOf(answer, 'id') !== 1 || result === undefined) {
    throw unexpectedShape(settings.source, `the answer to ${method} is none`);
  }
  return result;
};
