/** What an environment may be made of: one of each line. */
const DATABASES = ['mysql', 'external-database'];
const CACHES = [[], ['redis']];
const ENTRANCES = [[], ['ingress'], ['ingress', 'tls-cert-manager'], ['gateway'], ['gateway', 'tls-cert-manager']];
/** These touch nothing that the others touch. */
function additionsTo(database: string): string[][] {
  // Where the server is ours, so are the accounts of its backups.
  const backup = database === 'mysql' ? ['backup', 'backup-accounts'] : ['backup'];
  return [[], ['monitoring'], ['service-monitors']].flatMap((monitoring) =>
    [[], ['external-secrets'], ['sops']].flatMap((secrets) =>
      [[], ['argo-rollouts']].flatMap((rollouts) =>
        [[], ['demo-data']].flatMap((demo) =>
          [[], backup, [...backup, 'backup-s3']].map((backups) => [
            ...monitoring,
            ...secrets,
            ...rollouts,
            ...demo,
            ...backups,
          ]),
        ),
      ),
    ),
  );
}

export const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

export interface Combination {
  environment: Environment;
  components: string[];
}

/**
 * Every supported combination of an environment and components. The additions are independent of the rest: unless `isWhole`, each
 * combination of the others gets one set of them in turn, so that every pair occurs.
 */
export function combinations(isWhole: boolean): Combination[] {
  const found: Combination[] = [];
  for (const environment of ENVIRONMENTS)
    for (const database of DATABASES)
      for (const cache of CACHES)
        for (const entrance of ENTRANCES) {
          const core = [database, ...cache, ...entrance];
          const all = additionsTo(database);
          const additions = isWhole ? all : [all[(found.length * 5) % all.length]!];
          for (const addition of additions) found.push({ environment, components: [...core, ...addition] });
        }
  return found;
}
