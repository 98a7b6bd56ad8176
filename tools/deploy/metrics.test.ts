import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addAnswers, Judge, p95, readAnswers, type Answers } from './metrics.ts';

const judge = (answers: Answers) => new Judge({ errorShare: 0.02, p95Seconds: 1 }).hear(answers).objection;

describe('what the metrics of new pods say of a release', () => {
  test('counts people’s requests, not the cluster’s', () => {
    const answers = readAnswers(
      metrics([
        ['/api/v1/session', 200, 30, 0.1],
        ['/readyz', 503, 500, 0.1],
      ]),
    );
    assert.equal(answers.requests, 30);
    assert.equal(answers.failed, 0);
    assert.equal(judge(answers), null);
  });

  test('refuses a release that fails one request in ten', () => {
    const answers = addAnswers([
      readAnswers(
        metrics([
          ['/api/v1/session', 200, 45, 0.1],
          ['/api/v1/session', 500, 3, 0.1],
        ]),
      ),
      readAnswers(
        metrics([
          ['/api/v1/session', 200, 45, 0.1],
          ['/api/v1/session', 500, 7, 0.1],
        ]),
      ),
    ]);
    assert.match(judge(answers) ?? '', /^10 of 100 requests failed on the new pods \(10 %/);
  });

  test('refuses a release that is slow', () => {
    const answers = readAnswers(
      metrics([
        ['/api/v1/session', 200, 90, 0.1],
        ['/api/v1/session', 201, 10, 2.5],
      ]),
    );
    assert.equal(p95(answers), 2.5);
    assert.match(judge(answers) ?? '', /up to 2.5 s/);
  });

  test('does not judge by a handful of requests', () => {
    const slow = (count: number) => judge(readAnswers(metrics([['/api/v1/session', 200, count, 2.5]])));
    assert.equal(slow(49), null);
    assert.notEqual(slow(50), null);
    const failed = (count: number) => judge(readAnswers(metrics([['/api/v1/session', 500, count, 0.1]])));
    assert.equal(failed(2), null);
    assert.notEqual(failed(3), null);
  });

  test('counts each answer once, though it reads the sum of all', () => {
    const court = new Judge({ errorShare: 0.02, p95Seconds: 1 });
    const hear = (failed: number, answered: number) =>
      court.hear(
        readAnswers(
          metrics([
            ['/api/v1/session', 500, failed, 0.1],
            ['/api/v1/session', 200, answered, 0.1],
          ]),
        ),
      );
    for (let time = 1; time <= 20; time += 1) assert.equal(hear(2, 0).objection, null, `read ${time} times`);
    assert.deepEqual(hear(2, 200), { objection: null, isSound: true });
    assert.deepEqual(hear(2, 200), { objection: null, isSound: false });
    assert.match(hear(6, 210).objection ?? '', /^6 of 216 requests failed/);
  });

  test('begins where it is told to', () => {
    const court = new Judge({ errorShare: 0.02, p95Seconds: 1 });
    const read = (failed: number, slow: number) =>
      readAnswers(
        metrics([
          ['/api/v1/session', 500, failed, 0.1],
          ['/api/v1/session', 200, slow, 2.5],
        ]),
      );
    court.begin(read(50, 100));
    assert.deepEqual(court.hear(read(50, 149)), { objection: null, isSound: true });
    assert.match(court.hear(read(50, 150)).objection ?? '', /up to 2.5 s/);
    assert.match(court.hear(read(53, 150)).objection ?? '', /^3 of 53 requests failed/);
  });

  test('is not confused by a process that was started again', () => {
    const court = new Judge({ errorShare: 0.02, p95Seconds: 1 });
    const hear = (failed: number) =>
      court.hear(readAnswers(metrics([['/api/v1/session', 500, failed, 0.1]]))).objection;
    assert.equal(hear(2), null);
    assert.equal(hear(0), null);
    assert.notEqual(hear(1), null);
  });

  test('does not take another text for a release without requests', () => {
    assert.throws(() => readAnswers('<html>no such page</html>'), /no metrics of Biblio Pro/);
  });
});

/** A histogram's text: so many requests of a route and status, each within one bound. */
function metrics(series: [route: string, status: number, count: number, bound: number][]): string {
  const name = 'biblio_http_request_duration_seconds';
  const lines = series.flatMap(([route, status, count, bound]) => {
    const labels = `method="GET",route="${route}",status="${status}"`;
    const buckets = [0.1, 1, 2.5, Infinity].map((le) => {
      const text = le === Infinity ? '+Inf' : String(le);
      return `${name}_bucket{le="${text}",${labels}} ${le >= bound ? count : 0}`;
    });
    return [...buckets, `${name}_sum{${labels}} ${count * bound}`, `${name}_count{${labels}} ${count}`];
  });
  return `# TYPE ${name} histogram\n${lines.join('\n')}\n`;
}
