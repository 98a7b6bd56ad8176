import { HttpClient, httpResource, type HttpResourceRef } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom, type Observable } from 'rxjs';
import type { Operations } from '../api/operations';

/** An operation of the API by its method and path, as the contract has it. */
export type Operation = keyof Operations;
/** Those that change nothing; what is to be tried out is sent along with it. */
export type Reading = Extract<Operation, `GET ${string}` | `POST ${string}/preview`>;
/** What an operation takes: the parts of its path, its query, and its `body`. */
export type Params<O extends Operation> = Operations[O]['params'];
export type Answer<O extends Operation> = Operations[O]['answer'];
export type Body<O extends Operation> = Params<O> extends { body?: infer B } ? B : never;

export interface CallOptions {
  /** The version that was read: the edit is refused when somebody else changed the thing since. */
  readonly version?: number;
  /** Sent again with the same key, a change is done once. */
  readonly key?: string;
}

/** Parameters may be left out where all of them may. */
type NeedsNothing<O extends Operation> =
  Params<O> extends Record<string, never> ? true : Partial<Params<O>> extends Params<O> ? true : false;
type CallArguments<O extends Operation> =
  NeedsNothing<O> extends true
    ? [params?: Params<O>, options?: CallOptions]
    : [params: Params<O>, options?: CallOptions];

type QueryValue = string | number | boolean | readonly (string | number | boolean)[];

/** Calls the API. A path, a parameter, a body or an answer that the contract does not know fails to compile. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);

  /** @throws ProblemError when it was refused or no answer came */
  call<O extends Operation>(operation: O, ...args: CallArguments<O>): Promise<Answer<O>> {
    return firstValueFrom(this.request(operation, ...args));
  }

  /** The same for who must be able to give up: the request is sent by subscribing, and ended by unsubscribing. */
  request<O extends Operation>(operation: O, ...[given, options = {}]: CallArguments<O>): Observable<Answer<O>> {
    const { method, url, params, body } = requestOf(operation, given);
    const headers: Record<string, string> = {};
    if (options.version !== undefined) headers['If-Match'] = `"v${options.version}"`;
    if (options.key !== undefined) headers['Idempotency-Key'] = options.key;
    return this.http.request<Answer<O>>(method, url, { params, body, headers });
  }
}

/**
 * Reads from the API for as long as the caller lives, anew whenever a signal that `params` reads changes; nothing while it
 * answers undefined. Call it where injection is possible (a field of a component).
 */
export function apiResource<O extends Reading>(
  operation: O,
  ...[params]: NeedsNothing<O> extends true
    ? [params?: () => Params<O> | undefined]
    : [params: () => Params<O> | undefined]
): HttpResourceRef<Answer<O> | undefined> {
  return httpResource<Answer<O>>(() => {
    const given = params === undefined ? {} : params();
    return given === undefined ? undefined : requestOf(operation, given);
  });
}

/** The address of an operation, for what is not called from here: a link, an upload. */
export function apiAddress<O extends Operation>(
  operation: O,
  ...[params]: NeedsNothing<O> extends true ? [params?: Params<O>] : [params: Params<O>]
): string {
  const { url, params: query } = requestOf(operation, params);
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return search.size === 0 ? url : `${url}?${search}`;
}

function requestOf(operation: Operation, given: object = {}) {
  const [method, path] = operation.split(' ') as [string, string];
  const { body, ...values } = given as { body?: unknown } & Record<string, QueryValue | undefined>;
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    delete values[name];
    return encodeURIComponent(String(value));
  });
  const isGiven = (entry: [string, QueryValue | undefined]): entry is [string, QueryValue] => entry[1] !== undefined;
  return { method, url, params: Object.fromEntries(Object.entries(values).filter(isGiven)), body };
}
