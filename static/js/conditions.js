// The conditions of a service document, as services/definition/conditions works them out on the server: same type or
// nothing, no coercion, nothing is run as code, nothing raises. Both are held to one file of cases and to random trees.

const MAX_DEPTH = 12;

const own = (record, name) => (Object.hasOwn(record, name) ? record[name] : null);
const isText = (value) => typeof value === "string";
const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const points = (text) => Array.from(text, (sign) => sign.codePointAt(0));

// The server forgets digits beyond this bound no later than a browser does.
const isNumber = (value) => typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
const number = (value) => (isNumber(value) ? value : null);

const isEmpty = (value) =>
  value === null || value === "" || (typeof value === "object" && Object.values(value).every(isEmpty));

const equal = (left, right) => {
  if (isNumber(left) || isText(left) || typeof left === "boolean" || left === null) return left === right;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equal(left[name], right[name]))
  );
};

// Texts stand in the order of their code points, which is not the order of UTF-16.
const ordered = (left, right) => {
  if (isNumber(left) && isNumber(right)) return left - right;
  if (!isText(left) || !isText(right)) return null;
  const [first, second] = [points(left), points(right)];
  const index = first.findIndex((point, place) => point !== second[place]);
  if (index < 0) return first.length - second.length;
  return index < second.length ? first[index] - second[index] : 1;
};

const compare = (test) => (left, right) => {
  const order = ordered(left, right);
  return order !== null && test(order);
};

const member = (value, options) => Array.isArray(options) && options.some((option) => equal(value, option));

const extreme = (sign) => (...values) => {
  const items = values.flat(Infinity).filter((item) => !isEmpty(item));
  if (!items.length || !(items.every(isNumber) || items.every(isText))) return null;
  return items.reduce((best, item) => (sign * ordered(item, best) > 0 ? item : best));
};

const arithmetic = (work) => (left, right) => (isNumber(left) && isNumber(right) ? number(work(left, right)) : null);

const sum = (...values) =>
  values
    .flat(Infinity)
    .filter(isNumber)
    .reduce((total, value) => (total === null ? null : number(total + value)), 0);

// Half away from zero.
const round = (value, decimals = 0) => {
  if (!isNumber(value) || ![0, 1, 2, 3, 4, 5, 6].includes(decimals)) return null;
  const scaled = Math.abs(value) * 10 ** decimals;
  if (scaled >= 2 ** 52) return value;
  const whole = Math.floor(scaled);
  return (Math.sign(value) * (scaled - whole < 0.5 ? whole : whole + 1)) / 10 ** decimals;
};

// The day an ISO text begins with, as milliseconds; a browser may read 30 February as 2 March, the text tells.
const day = (value) => {
  const text = isText(value) && /^(?!0000)\d{4}-\d\d-\d\d(?![^T])/.test(value) ? value.slice(0, 10) : "";
  const time = Date.parse(text);
  return time === time && new Date(time).toISOString().startsWith(text) ? time : null;
};

const ageYears = (born, at) => {
  const [from, to] = [day(born), day(at)];
  if (from === null || to === null || to < from) return null;
  return at.slice(0, 4) - born.slice(0, 4) - (at.slice(5, 10) < born.slice(5, 10));
};

const daysBetween = (start, end) => {
  const [from, to] = [day(start), day(end)];
  return from === null || to === null ? null : (to - from) / 86400000;
};

const length = (value) => {
  if (isText(value)) return points(value).length;
  return Array.isArray(value) ? value.length : null;
};

// Name: function, least and most arguments; today is the last argument of a dated one.
const MANY = 50;
const OPERATORS = {
  __proto__: null,
  eq: [equal, 2, 2],
  ne: [(left, right) => !equal(left, right), 2, 2],
  lt: [compare((order) => order < 0), 2, 2],
  le: [compare((order) => order <= 0), 2, 2],
  gt: [compare((order) => order > 0), 2, 2],
  ge: [compare((order) => order >= 0), 2, 2],
  in: [member, 2, 2],
  contains: [(options, value) => member(value, options), 2, 2],
  and: [(...values) => values.every((value) => value === true), 1, MANY],
  or: [(...values) => values.includes(true), 1, MANY],
  not: [(value) => value !== true, 1, 1],
  empty: [isEmpty, 1, 1],
  filled: [(value) => !isEmpty(value), 1, 1],
  if: [(test, then, otherwise = null) => (test === true ? then : otherwise), 2, 3],
  sum: [sum, 1, MANY],
  count: [(...values) => values.flat(Infinity).filter((value) => !isEmpty(value)).length, 1, MANY],
  min: [extreme(-1), 1, MANY],
  max: [extreme(1), 1, MANY],
  add: [arithmetic((left, right) => left + right), 2, 2],
  subtract: [arithmetic((left, right) => left - right), 2, 2],
  multiply: [arithmetic((left, right) => left * right), 2, 2],
  divide: [arithmetic((left, right) => left / right), 2, 2],
  round: [round, 1, 2],
  length: [length, 1, 1],
  age_years: [ageYears, 1, 2, true],
  days_between: [daysBetween, 2, 2],
};

const walk = (value, names) => {
  for (const name of names) {
    if (Array.isArray(value)) value = value.flat().filter(isRecord).map((item) => own(item, name));
    else value = isRecord(value) ? own(value, name) : null;
  }
  return value;
};

// The row of the group at hand first, then answers; facts are flat, but some hold a record.
const lookUp = (path, { answers = {}, facts = {}, row = {} }) => {
  if (Object.hasOwn(facts, path)) return facts[path];
  const names = path.split(".");
  for (const source of [row, answers]) {
    if (Object.hasOwn(source, names[0])) return walk(source[names[0]], names.slice(1));
  }
  const last = names.pop();
  return walk(own(facts, names.join(".")), [last]);
};

const work = (node, scope, depth) => {
  if (!isRecord(node)) return node;
  if (isText(node.f)) return lookUp(node.f, scope);
  const [run, least, most, dated] = (isText(node.op) && OPERATORS[node.op]) || [];
  const args = node.args ?? [];
  if (!run || depth > MAX_DEPTH || !Array.isArray(args) || args.length < least || args.length > most) return null;
  const values = args.map((arg) => work(arg, scope, depth + 1));
  if (dated && values.length < most) values.push(own(scope.facts ?? {}, "today"));
  return run(...values);
};

/** Return the value of a condition (JSON) in a scope {answers, facts, row}; deeper than MAX_DEPTH it is null. */
export const evaluate = (node, scope = {}) => work(node, scope, 0);

/** Say whether a condition is exactly true; a missing condition (null) holds. */
export const holds = (node, scope = {}) => (node ?? null) === null || evaluate(node, scope) === true;
