import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Way {
  client: Socket;
  upstream: Socket;
}

/** Stands between a program and its database server, and goes away as a server does: at once, or by falling silent. */
export class Passage {
  readonly #target: URL;
  readonly #ways = new Set<Way>();
  #server: Server | undefined;
  #isFrozen = false;
  #port = 0;

  /** @param url where the database is. */
  constructor(url: string) {
    this.#target = new URL(url);
  }

  /** Where the database is through the passage. */
  get url(): string {
    const url = new URL(this.#target);
    url.host = `127.0.0.1:${this.#port}`;
    return url.href;
  }

  /** How many connections there are. */
  get count(): number {
    return this.#ways.size;
  }

  /** Lets connections through, at the same port each time. */
  async open(): Promise<void> {
    this.#server = createServer((client) => this.#lead(client));
    await new Promise<void>((resolve) => this.#server!.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Breaks every connection and refuses new ones. */
  async close(): Promise<void> {
    for (const { client, upstream } of this.#ways) {
      client.destroy();
      upstream.destroy();
    }
    await new Promise((resolve) => this.#server!.close(resolve));
  }

  /** Accepts what comes and hands nothing on, in either direction. */
  freeze(): void {
    this.#isFrozen = true;
    for (const { client, upstream } of this.#ways) {
      client.unpipe().pause();
      upstream.unpipe().pause();
    }
  }

  /** Hands on what comes from now on. What was frozen before stays so for ever, as packets to an address that nobody has any more. */
  forget(): void {
    this.#isFrozen = false;
  }

  /** Hands on again, what has piled up first. */
  thaw(): void {
    this.#isFrozen = false;
    for (const way of this.#ways) join(way);
  }

  #lead(client: Socket): void {
    const way = { client, upstream: connect(Number(this.#target.port || 3306), this.#target.hostname) };
    this.#ways.add(way);
    for (const [one, other] of [
      [way.client, way.upstream],
      [way.upstream, way.client],
    ] as const) {
      // Whoever breaks a connection here means to.
      one
        .on('error', () => {})
        .on('close', () => {
          this.#ways.delete(way);
          other.destroy();
        });
    }
    if (this.#isFrozen) client.pause();
    else join(way);
  }
}

function join({ client, upstream }: Way): void {
  client.pipe(upstream).pipe(client);
}
