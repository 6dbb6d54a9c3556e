// What a test is asked of: an event, one person of it, one member of a list, whoever gave an answer.

import { NOT_STATED } from "./clock.js";
import { identityOf } from "./events.js";

export class Scene {
  constructor(parts) {
    Object.assign(this, { each: null, eachOf: null, member: null, itself: null }, parts);
    this.known = new Map();
  }

  with(parts) {
    return new Scene({ ...this, ...parts });
  }

  // What a field holds; null if it, or something on the way to it, is not stated.
  value([root, ...fields]) {
    const start = { event: this.event, each: this.each, member: this.member, self: this.itself }[root];
    return fields.reduce((found, name) => (found === null ? null : found[name]), start);
  }

  // An instant as known at `asOf`: what lies wholly later is only "not done by then".
  instant(path) {
    const when = this.value(path) ?? NOT_STATED;
    const later = this.asOf !== null && when[0] > this.asOf && !this.isMoment(path);
    return later ? [this.asOf + 1, Infinity] : when;
  }

  // Whether the path is that of the event's own moment, which is taken as it is planned.
  isMoment(path) {
    return path.length === 2 && path[0] === "event" && path[1] === this.policy.moment;
  }

  // Whether what the field dates had not happened at `asOf`, and still can.
  ahead(path) {
    return this.asOf !== null && !this.isMoment(path) && this.instant(path)[0] > this.asOf;
  }

  people(path) {
    return this.value(path) ?? { members: [], complete: false };
  }

  // Whom a rule is about: by id, else by place in the list.
  get about() {
    if (this.eachOf === null) return null;
    if (this.each === null) return this.policy.not_listed;
    return identityOf(this.policy, this.each) ?? this.name(["each"]);
  }

  looking(people, member) {
    const name = `${this.name(people)}[${memberName(this.policy, this.people(people), member)}]`;
    const place = [...this.place(people), this.people(people).members.indexOf(member)];
    return this.with({ member, memberPath: name, memberPlace: place, itself: null });
  }

  answering(person, path, place) {
    return this.with({ itself: person, itselfPath: `${path}.by`, itselfPlace: [...place, "by"] });
  }

  // The path of a field as reports name it: `recipients[mia].at_risk`.
  name([root, ...fields]) {
    const start = { event: () => "", member: () => this.memberPath, self: () => this.itselfPath };
    const before = root === "each" ? this.nameOfEach() : start[root]();
    if (root === "each" && this.each === null) return before;
    return [before, ...fields].filter((part) => part).join(".");
  }

  nameOfEach() {
    const list = this.eachOf.slice(1).join(".");
    if (this.each === null) return list;
    return `${list}[${memberName(this.policy, this.people(this.eachOf), this.each)}]`;
  }

  // Where a field lies in the event's JSON: ["recipients", 0, "at_risk"].
  place([root, ...fields]) {
    if (root === "event") return fields;
    if (root === "member") return [...this.memberPlace, ...fields];
    if (root === "self") return [...this.itselfPlace, ...fields];
    const list = this.eachOf.slice(1);
    if (this.each === null) return list;
    return [...list, this.people(this.eachOf).members.indexOf(this.each), ...fields];
  }
}

// What a member of a list is called: by identity, else (or if it is listed twice) by number from 0.
function memberName(policy, { members }, member) {
  const name = identityOf(policy, member);
  const once = members.filter((each) => identityOf(policy, each) === name).length === 1;
  return name !== null && once ? name : String(members.indexOf(member));
}
