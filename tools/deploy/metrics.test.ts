import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addAnswers, judge, p95, readAnswers } from './metrics.ts';

const BUDGET = { requests: 20, errorShare: 0.02, p95Seconds: 1 };

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
    assert.equal(judge(answers, BUDGET), null);
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
    assert.match(judge(answers, BUDGET) ?? '', /^10 of 100 requests failed on the new pods \(10 %/);
  });

  test('refuses a release that is slow', () => {
    const answers = readAnswers(
      metrics([
        ['/api/v1/session', 200, 90, 0.1],
        ['/api/v1/session', 201, 10, 2.5],
      ]),
    );
    assert.equal(p95(answers), 2.5);
    assert.match(judge(answers, BUDGET) ?? '', /up to 2.5 s/);
  });

  test('does not judge by a handful of requests', () => {
    assert.equal(judge(readAnswers(metrics([['/api/v1/session', 500, 19, 0.1]])), BUDGET), null);
    assert.notEqual(judge(readAnswers(metrics([['/api/v1/session', 500, 20, 0.1]])), BUDGET), null);
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
