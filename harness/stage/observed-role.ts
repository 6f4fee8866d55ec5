import { hresultName, HRESULT } from '../vdi/codes.js';
import { RoleLife } from './role-life.js';
import type { AddressRange } from './stage.js';

/** What can be seen of a role's process and its memory, and what can be done to them, apart from calls. */
export abstract class ObservedRole extends RoleLife {
  async resources(label: string): Promise<void> {
    await this.run.step(`${this.name}.resources`);
    await this.drain();
    const { atNs, seen } = await this.run.agent(this.run.connection.ask('resources', [this.number]));
    if (seen === null) return;
    const { mappings, descriptors, threads, modules } = seen;
    this.event(
      {
        kind: 'resources',
        label,
        mappings: [...mappings],
        descriptors: [...descriptors],
        threads: [...threads],
        ...(modules === undefined ? {} : { modules: [...modules] }),
      },
      atNs,
    );
  }

  async ranges(label: string, ranges: readonly AddressRange[]): Promise<void> {
    await this.run.step(`${this.name}.ranges`);
    const { atNs, seen } = await this.run.agent(this.run.connection.ask('ranges', [this.number, ranges]));
    if (seen !== null) this.event({ kind: 'ranges', label, seenFrom: 'outside', ranges: seen }, atNs);
  }

  async settled(): Promise<void> {
    await this.run.step(`${this.name}.settled`);
    const { settleMs } = this.run.limits;
    const settled = await this.run.agent(this.run.connection.await('settled', [this.number, settleMs]));
    if (!settled) this.limitOver(this.bound('settleMs', `the threads of ${this.name} coming to rest`));
  }

  async fill(address: string, size: number, seed: number): Promise<void> {
    await this.run.step(`${this.name}.fill`);
    await this.ask('fill', [address, size, seed], this.bound('callMs', `${this.name} writing a pattern`));
  }

  async compare(label: string, address: string, size: number, seed: number): Promise<void> {
    await this.run.step(`${this.name}.compare`);
    const bound = this.bound('callMs', `${this.name} comparing a pattern`);
    const answered = await this.ask('compare', [address, size, seed], bound);
    if (answered.how !== 'answered') return;
    const { atNs, intact } = answered.value;
    this.event({ kind: 'buffer', label, address, size, intact }, atNs);
  }

  async touch(address: string, access: 'read' | 'write'): Promise<void> {
    await this.run.step(`${this.name}.touch`);
    const at = this.run.now();
    const answered = await this.ask(
      'touch',
      [address, access],
      this.bound('callMs', `${this.name} touching a byte`),
    );
    const survived = answered.how === 'answered';
    this.event({ kind: 'touch', address, access, survived }, survived ? answered.value.atNs : at);
  }

  async unload(label: string): Promise<void> {
    await this.run.step(`${this.name}.unload`);
    const at = this.run.now();
    const answered = await this.ask('unload', [], this.bound('callMs', `${this.name} unloading the library`));
    if (answered.how !== 'answered') {
      this.event({ kind: 'unload', label, canUnload: null, stillLoaded: null }, at);
      return;
    }
    const { atNs, calls, canUnload, stillLoaded } = answered.value;
    // A library without DllCanUnloadNow answers as one that does not implement it.
    const code = canUnload ?? HRESULT.E_NOTIMPL;
    const told = { code, name: hresultName(code) };
    this.event({ kind: 'unload', label, calls: [...calls], canUnload: told, stillLoaded }, atNs);
  }
}
