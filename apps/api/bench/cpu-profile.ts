/** What V8's profiler records: a tree of calls, and which call was seen at each look. */
export interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

interface CallFrame {
  functionName: string;
  url: string;
  lineNumber: number;
}

/** Whose code a frame is. */
export type Owner = 'ours' | 'package' | 'node' | 'engine';

/** A call with all that it called, in microseconds. */
export interface Frame {
  name: string;
  /** A file of ours, a package, or a part of Node. */
  place: string;
  owner: Owner;
  self: number;
  total: number;
  children: Frame[];
}

/** Time when there was nothing to do. */
const IDLE = '(idle)';
/** Where the recording itself is begun. */
const RECORDER = 'node:inspector';

/** Makes one tree of a profile: calls from the same place to the same function are one frame. Idle time is left out. */
export function toFrames({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const selfOf = new Map<number, number>();
  samples.forEach((id, i) => selfOf.set(id, (selfOf.get(id) ?? 0) + (timeDeltas[i] ?? 0)));
  const merge = (ids: readonly number[], frame: Frame): Frame => {
    const children = new Map<string, { frame: Frame; ids: number[] }>();
    for (const id of ids) {
      const node = byId.get(id)!;
      frame.self += selfOf.get(id) ?? 0;
      for (const childId of node.children ?? []) {
        const made = frameOf(byId.get(childId)!.callFrame);
        if (made.name === IDLE || made.place === RECORDER) continue;
        const key = `${made.name} ${made.place}`;
        const known = children.get(key) ?? { frame: made, ids: [] };
        known.ids.push(childId);
        children.set(key, known);
      }
    }
    frame.children = [...children.values()].map((child) => merge(child.ids, child.frame));
    frame.children.sort((a, b) => b.total - a.total);
    frame.total = frame.self + frame.children.reduce((sum, child) => sum + child.total, 0);
    return frame;
  };
  return merge([nodes[0]!.id], frameOf(nodes[0]!.callFrame));
}

/** The same tree with the calls inside one package, or one part of Node, as one frame that is named by it. */
export function foldPackages(frame: Frame): Frame {
  const isFolded = frame.owner === 'package' || frame.owner === 'node';
  const folded = { ...frame, name: isFolded ? '' : frame.name, children: [] as Frame[] };
  const add = (child: Frame) => {
    if (isFolded && child.place === frame.place) {
      folded.self += child.self;
      child.children.forEach(add);
      return;
    }
    const known = folded.children.find(({ name, place }) => name === child.name && place === child.place);
    if (known === undefined) folded.children.push(child);
    else Object.assign(known, joinFrames(known, child));
  };
  frame.children.map(foldPackages).forEach(add);
  folded.children.sort((a, b) => b.total - a.total);
  return folded;
}

/** Two frames of the same name and place as one. */
function joinFrames(one: Frame, other: Frame): Frame {
  const children = one.children.map((child) => ({ ...child }));
  for (const child of other.children) {
    const at = children.findIndex(({ name, place }) => name === child.name && place === child.place);
    if (at === -1) children.push(child);
    else children[at] = joinFrames(children[at]!, child);
  }
  return { ...one, self: one.self + other.self, total: one.total + other.total, children };
}

/** Where the time went, most first: each function's own time, wherever it was called from. */
export function ownTimes(root: Frame): { name: string; place: string; owner: Owner; self: number }[] {
  const times = new Map<string, { name: string; place: string; owner: Owner; self: number }>();
  const visit = ({ name, place, owner, self, children }: Frame) => {
    const key = `${name} ${place}`;
    const known = times.get(key) ?? { name, place, owner, self: 0 };
    known.self += self;
    times.set(key, known);
    children.forEach(visit);
  };
  visit(root);
  return [...times.values()].sort((a, b) => b.self - a.self);
}

function frameOf({ functionName, url }: CallFrame): Frame {
  const name = functionName === '' ? '(anonymous)' : functionName;
  return { name, ...placeOf(url), self: 0, total: 0, children: [] };
}

function placeOf(url: string): { place: string; owner: Owner } {
  const ofPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  if (ofPackage !== null) return { place: ofPackage[1]!, owner: 'package' };
  if (url.startsWith('node:')) return { place: url, owner: 'node' };
  const ofOurs = /\/apps\/api\/(?:dist|src)\/(.+)$/.exec(url);
  if (ofOurs !== null) return { place: ofOurs[1]!.replace(/\.js$/, '.ts'), owner: 'ours' };
  return { place: '', owner: 'engine' };
}
