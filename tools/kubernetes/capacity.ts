import { configMapData, containersOf, podOf, quantity, rolloutOf, workloads, type Manifest } from './manifest.ts';

/** How few and how many pods of a workload there may be, those that a rollout adds included. */
export function peaks(workload: Manifest, manifests: Manifest[]): { least: number; most: number } {
  const scaler = manifests.find(
    ({ kind, spec }) => kind === 'HorizontalPodAutoscaler' && spec?.scaleTargetRef?.name === workload.metadata.name,
  );
  const replicas = workload.spec?.replicas ?? 1;
  const largest = scaler?.spec?.maxReplicas ?? replicas;
  const surge = workload.kind === 'Deployment' ? surgeOf(rolloutOf(workload, manifests) ?? workload, largest) : 0;
  return { least: scaler?.spec?.minReplicas ?? replicas, most: largest + surge };
}

function surgeOf(workload: Manifest, replicas: number): number {
  const { type, canary, rollingUpdate } = workload.spec?.strategy ?? {};
  if (type === 'Recreate') return 0;
  const surge = (canary ?? rollingUpdate)?.maxSurge ?? '25%';
  return typeof surge === 'number' ? surge : Math.ceil((replicas * Number.parseInt(surge, 10)) / 100);
}

/**
 * The capacity contract: (most pods during a rollout) × what each takes, over all that use the database, + jobs + reserve ≤ 80 % of
 * the server's `max_connections`. A pod takes its pool, or as many as its annotation `biblio.pro/connections` says.
 */
export function capacity(manifests: Manifest[]): { needed: number; allowed: number; sum: string } {
  const pool = Number(configMapData(manifests, 'biblio-settings')['DATABASE_POOL_SIZE'] ?? 10);
  const limits = configMapData(manifests, 'biblio-capacity');
  const jobs = Number(limits['JOB_CONNECTIONS'] ?? 0);
  const reserve = Number(limits['RESERVED_CONNECTIONS'] ?? 0);
  const said = (metadata: Manifest['metadata'] | undefined) => metadata?.annotations?.['biblio.pro/connections'];
  const pods = workloads(manifests)
    .filter(({ spec }) => spec.template.metadata?.labels?.['biblio.pro/uses-database'] === 'true')
    .map((workload) => ({
      most: peaks(workload, manifests).most,
      each: Number(said(workload.spec.template.metadata) ?? pool),
    }));
  const counted = manifests.flatMap(({ spec }) => said(spec?.jobTemplate?.spec.template.metadata) ?? []).map(Number);
  return {
    needed: [...pods.map(({ most, each }) => most * each), ...counted, jobs, reserve].reduce((sum, one) => sum + one),
    allowed: Math.floor(0.8 * Number(limits['MAX_CONNECTIONS'] ?? 0)),
    sum: [...pods.map(({ most, each }) => `${most} × ${each}`), ...counted, jobs, reserve].join(' + '),
  };
}

/** What a quota must leave room for: every workload at its largest while all roll out at once, and each job once. */
export function quotaNeeds(manifests: Manifest[]): Record<string, number> {
  const needs = { 'limits.cpu': 0, 'limits.memory': 0, pods: 0 };
  for (const manifest of manifests) {
    const pod = podOf(manifest);
    if (pod === null) continue;
    const count = ['Deployment', 'StatefulSet'].includes(manifest.kind) ? peaks(manifest, manifests).most : 1;
    needs.pods += count;
    for (const { resources } of containersOf(manifest)) {
      needs['limits.cpu'] += count * quantity(resources?.limits?.['cpu'] ?? '0');
      needs['limits.memory'] += count * quantity(resources?.limits?.['memory'] ?? '0');
    }
  }
  return needs;
}
