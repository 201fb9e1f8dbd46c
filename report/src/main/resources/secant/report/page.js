(() => {
'use strict';

// The page reads without this script. With it: tooltips, one row highlighted in every picture, a row list that sorts,
// filters and opens waterfalls, other outputs, and probabilities in place of log-odds. Text only ever goes in as text.

const data = JSON.parse(document.getElementById('secant-data').textContent);
const byId = id => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const SVG = 'http://www.w3.org/2000/svg';
const narrow = matchMedia('(max-width:640px)');

function html(name, text, attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function svg(parent, name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

// ---- numbers: no more digits than the standard error supports, as everywhere in the report

// How the picture at hand writes them.
const USUAL = {digits: 3, comma: false, spaces: false};
let format = USUAL;

function formatOf(section) {
  const {digits, separators = ''} = section?.dataset ?? {};
  return {digits: +(digits ?? 3), comma: separators.startsWith('COMMA'), spaces: separators.endsWith('SPACES')};
}

function separated(text) {
  if (!format.comma && !format.spaces) return text;
  const [, sign, whole, rest] = /^([+\u2212]?)(\d*)(.*)$/.exec(text);
  const spaced = format.spaces && whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '\u202f') : whole;
  return sign + spaced + (format.comma ? rest.replace('.', ',') : rest);
}

const exponent = value => +value.toExponential().split('e')[1];
const minus = text => text.replace(/-/g, '\u2212');
const supports = error => error > 0 && isFinite(error);
const isPlain = value => value !== 0 && exponent(value) >= -4 && exponent(value) < 7;

function plain(value, decimals) {
  if (decimals >= 0) return value.toFixed(Math.min(decimals, 100)).replace(/^-(?=[0.]*$)/, '');
  const unit = 10 ** -decimals;
  return String(Math.round(value / unit) * unit);
}

const scientific = (value, digits) => value.toExponential(Math.max(1, digits) - 1).replace('e+', 'e');

function significant(value, digits) {
  if (!isFinite(value)) return value > 0 ? '\u221e' : '-\u221e';
  if (value === 0) return '0';
  const rounded = exponent(+value.toPrecision(digits));
  return rounded < -4 || rounded >= 7 ? scientific(value, digits) : plain(value, Math.max(0, digits - 1 - rounded));
}

function digits(value, error) {
  if (!isFinite(value) || !supports(error)) return significant(value, format.digits);
  const supported = 1 - exponent(error);
  if (value === 0) return isPlain(error) ? plain(0, Math.min(supported, format.digits)) : '0';
  if (!isPlain(value)) return scientific(value, Math.min(exponent(value) + supported + 1, format.digits));
  return plain(value, Math.min(supported, Math.max(0, format.digits - 1 - exponent(value))));
}

const rounded = (value, error = 0) => separated(minus(digits(value, error)));
const levelDigits = () => format.levels ?? format.digits;
const level = value => separated(minus(significant(value, levelDigits() + (Math.abs(value) < 1 ? 0 : 1))));

/** How many digits it takes to tell two levels apart. */
function telling(one, other) {
  let most = format.digits;
  const written = value => significant(value, most + (Math.abs(value) < 1 ? 0 : 1));
  while (one !== other && most < 12 && written(one) === written(other)) most++;
  return written(one) === written(other) ? format.digits : most; // alike but for rounding
}

function signed(value, error = 0) {
  const text = rounded(value, error);
  return text.startsWith('\u2212') || /^[0.,]*$/.test(text) ? text : '+' + text;
}

function errorOf(value, error) {
  if (error < 0) return 'unknown';
  const text = digits(value, error);
  const point = text.indexOf('.');
  if (error && !text.includes('e') && isPlain(error)) {
    const fixed = plain(error, point < 0 ? 0 : text.length - point - 1);
    if (!/^[0.]*$/.test(fixed)) return separated(fixed);
  }
  return separated(minus(significant(error, 2)));
}

// ---- links

const LINKS = {
  IDENTITY: {to: x => x, from: x => x, slope: () => 1},
  LOGIT: {to: x => 1 / (1 + Math.exp(-x)), from: p => Math.log(p / (1 - p)),
    slope: x => 1 / ((1 + Math.exp(-x)) * (1 + Math.exp(x))), unit: ' (log-odds)', own: ' (probability)',
    name: 'probability', means: ', a probability of '},
  LOG: {to: Math.exp, from: Math.log, slope: Math.exp, unit: ' (log)', own: '', name: 'answer', means: ', that is '},
};
// A link may be named as what every object has, such as 'constructor'.
const linkNamed = name => Object.hasOwn(LINKS, name) ? LINKS[name] : LINKS.IDENTITY;
const linkOf = output => linkNamed(output.link);

const ownLevel = (value, link) => separated(minus(significant(link.to(value), levelDigits())));

function spoken(value, output) {
  const link = linkOf(output);
  return level(value) + (link.means ? link.means + ownLevel(value, link) : '');
}

// ---- what is known of one row

const coded = (column, index) => column.of ? column.of[column.at[index]] : column[index];
const each = (list, index) => list[index % list.length];
const suffix = (set, index, player) => coded(set.values[player], index);
const head = (set, index, player) => (set.heads && coded(set.heads[player], index)) || set.players[player];
const valueOf = (output, set, index, player) => output.values[index * set.players.length + player];
const errorAt = (output, set, index, player) => output.errors ? output.errors[index * set.players.length + player] : 0;

function ranked(set, index, output) {
  const size = player => Math.abs(valueOf(output, set, index, player));
  return set.players.map((_, player) => player).sort((a, b) => size(b) - size(a));
}

function stepsOf(set, index, output, shown, arrangement) {
  const order = ranked(set, index, output);
  const own = order.length <= shown + 1 ? order.length : shown;
  const steps = [];
  let at = set.local ? 0 : each(output.base, index);
  const players = order.slice(0, own);
  if (arrangement === 'VALUE') players.sort((a, b) => valueOf(output, set, index, b) - valueOf(output, set, index, a));
  if (arrangement === 'SCHEMA') players.sort((a, b) => a - b);
  for (const player of players) {
    const value = valueOf(output, set, index, player);
    steps.push({head: head(set, index, player), suffix: suffix(set, index, player), from: at, to: at + value, value,
      error: errorAt(output, set, index, player)});
    if (!set.local) at += value;
  }
  if (own < order.length && !set.local) {
    const rest = order.slice(own).reduce((sum, player) => sum + valueOf(output, set, index, player), 0);
    steps.push({head: order.length - own + ' other players', suffix: '', from: at, to: at + rest, value: rest, error: 0});
  }
  return {steps, ties: arrangement ? [] : tiesOf(steps.slice(0, own)), left: set.local ? order.length - own : 0};
}

/** Runs of steps whose order the errors leave open: each one's interval of |value| overlaps with the next one's. */
function tiesOf(steps) {
  const overlap = (a, b) => {
    const errors = a.error < 0 || b.error < 0 ? NaN : a.error + b.error;
    return supports(errors) && Math.abs(a.value) - Math.abs(b.value) < 1.96 * errors;
  };
  const ties = [];
  for (let i = 0; i + 1 < steps.length; i++) {
    const first = i;
    while (i + 1 < steps.length && overlap(steps[i], steps[i + 1])) i++;
    if (i > first) ties.push([first, i]);
  }
  return ties;
}

// ---- words that run from right to left, set apart in our sentences

const RTL = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]';
const RIGHT_TO_LEFT = new RegExp(RTL, 'u');
const WORDS = new RegExp(`${RTL}(?:[^\\p{L}\\p{N}\\n=:\\u00b7]*${RTL})*`, 'gu');
const isolated = sentence => sentence.replace(WORDS, '\u2068$&\u2069');

// ---- waterfalls

const ruler = document.createElement('canvas').getContext('2d');

function widthOf(text, size) {
  ruler.font = size + 'px ' + getComputedStyle(document.body).fontFamily;
  return ruler.measureText(text).width * 1.03;
}

function fitted(text, size, room) {
  if (widthOf(text, size) <= room) return text;
  const points = [...text];
  let low = 0, high = points.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (widthOf(points.slice(0, middle).join('') + '\u2026', size) <= room) low = middle; else high = middle - 1;
  }
  const cut = points.slice(0, low).join('');
  const last = cut.match(/[\p{L}\p{N}](?=[^\p{L}\p{N}]*$)/u);
  return cut.trimEnd() + '\u2026' + (last && RIGHT_TO_LEFT.test(last[0]) ? '\u200f' : '');
}

/** As the report's own axes: with an exponent where numbers are very large or very small and that is shorter. */
function tickLabel(value, unit, places) {
  if (!value) return unit < -8 ? '0' : plain(0, places);
  const whole = plain(value, places);
  if (exponent(value) < 7 && unit >= -8) return whole;
  const short = scientific(value, Math.min(17, Math.max(1, exponent(value) - unit + 1)));
  return short.length < whole.length ? short : whole;
}

function niceTicks(low, high, most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(digit => digit * power).find(size => size >= rough * (1 - 1e-9));
  const places = Math.max(0, -exponent(step * 1.0001));
  const ticks = [];
  for (let i = Math.ceil(low / step); i * step <= high && ticks.length < 50; i++) {
    ticks.push({value: i * step, label: separated(minus(tickLabel(i * step, Math.floor(Math.log10(step * 1.0001)), places)))});
  }
  return ticks;
}

function linearTicks(low, high, place, pixels) {
  for (let most = Math.max(2, Math.floor(pixels / 60)); most > 1; most--) {
    const ticks = niceTicks(low, high, most);
    if (apart(ticks, place)) return ticks;
  }
  return [];
}

function apart(ticks, place) {
  return ticks.every((tick, i) => !i || place(tick.value) - place(ticks[i - 1].value)
    >= widthOf(tick.label, 12) / 2 + widthOf(ticks[i - 1].label, 12) / 2 + 12);
}

/** Round figures of the model's own scale, at their places on the link's; as many as have room. */
function ownTicks(low, high, place, link) {
  const round = link === LINKS.LOGIT
    ? [.5, .1, .9, .01, .99, .25, .75, .05, .95, .001, .999, .2, .8, .3, .7, .4, .6, .15, .85, 1e-4, .9999, 1e-6]
    : [...Array(41).keys()].map(i => 10 ** (i - 20)).flatMap(unit => [unit, 2 * unit, 5 * unit]);
  const fine = niceTicks(link.to(low), link.to(high), 5).map(tick => tick.value);
  const ticks = [];
  const known = round.filter(own => link.from(own) >= low && link.from(own) <= high);
  for (const own of known.length >= 3 ? known : [...known, ...fine]) {
    const tick = {value: link.from(own), label: separated(minus(String(+own.toPrecision(6))))};
    if (!(tick.value >= low && tick.value <= high)) continue;
    const tried = [...ticks, tick].sort((a, b) => a.value - b.value);
    if (apart(tried, place)) ticks.splice(0, ticks.length, ...tried);
  }
  return ticks;
}

/** As the report's own frames: labels beside the plot where there is room. */
const frameOf = width => width < 560 ? {width, left: 12, right: width - 12, above: 18}
  : {width, left: Math.min(400, Math.round(width * .353)), right: width - 16, above: 0};

const px = value => String(Math.round(value * 10) / 10);

/** Draws one row's waterfall into a host: the picture, what it says, and its numbers. */
function waterfall(host, set, index, output, own, look = {}) {
  format = look.section ? formatOf(look.section) : USUAL;
  const {steps, ties, left: rest} = stepsOf(set, index, output, look.shown ?? 10, look.order);
  const link = linkOf(output);
  const asOwn = own && link.name && !set.local;
  const base = each(output.base, index), answer = output.answers[index];
  if (!set.local) format = {...format, levels: telling(base, answer)};
  const levelText = value => asOwn ? ownLevel(value, link) : level(value);
  const sizeText = step => asOwn
    ? signed(link.to(step.to) - link.to(step.from), step.error * link.slope(step.to)) : signed(step.value, step.error);
  const frame = frameOf(narrow.matches ? 360 : look.width ?? 760);
  const PITCH = 31 + frame.above, BAR = 20, HEAD = 7, TOP = 8;
  const bottom = TOP + PITCH * (steps.length + (set.local ? 0 : 2)) + 4;

  let low = set.local ? 0 : Math.min(base, answer), high = set.local ? 0 : Math.max(base, answer);
  for (const step of steps) { low = Math.min(low, step.to); high = Math.max(high, step.to); }
  const room = (high - low) / 2;
  let first = low, last = high;
  for (const step of steps) {
    if (!supports(step.error)) continue;
    first = Math.min(first, Math.max(step.to - 1.96 * step.error, low - room));
    last = Math.max(last, Math.min(step.to + 1.96 * step.error, high + room));
  }
  const magnitude = Math.max(Math.abs(first), Math.abs(last));
  const margin = last - first > magnitude * 1e-12 ? (last - first) * .04 : magnitude ? magnitude * 1e-3 : 1;
  first -= margin;
  last += margin;
  const at = value => frame.left + (frame.right - frame.left) * ((value - first) / (last - first));
  const inside = value => Math.min(Math.max(at(value), frame.left), frame.right);

  const title = (set.numbered ? 'Row ' + set.rows[index] + ': ' : '') + output.name;
  const caption = sentence(set, index, output, rest, asOwn, link)
    + (steps.some(step => supports(step.error)) ? ' Whiskers are 95 % intervals of the sampling error.' : '')
    + (ties.length ? ' A line beside the labels joins players that are tied: their intervals overlap.' : '');
  const id = host.id;
  const figure = html('figure', '', {tabindex: '0', 'aria-label': 'Waterfall; arrow keys read its steps'});
  const root = svg(figure, 'svg', {viewBox: `0 0 ${frame.width} ${bottom + 46}`, width: frame.width,
    height: bottom + 46, role: 'img', 'aria-labelledby': `${id}-t ${id}-d`, 'font-size': 13});
  svg(root, 'title', {id: id + '-t'}, title);
  svg(root, 'desc', {id: id + '-d'}, caption);
  svg(root, 'rect', {class: 'paper', x: 0, y: 0, width: frame.width, height: bottom + 46});

  const line = (ink, x1, y1, x2, y2, more) => svg(root, 'line', {class: ink, x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2), ...more});
  const text = (parent, ink, x, y, anchor, content) =>
    svg(parent, 'text', {class: ink, x: px(x), y: px(y), 'text-anchor': anchor, 'font-size': 12}, content);
  const ticks = asOwn ? ownTicks(first, last, at, link) : linearTicks(first, last, at, frame.right - frame.left);
  ticks.forEach((tick, i) => {
    const half = widthOf(tick.label, 12) / 2, x = at(tick.value), centre = Math.min(Math.max(x, half), frame.width - half);
    line('rule', x, TOP, x, bottom);
    const other = ticks[centre > x ? i + 1 : centre < x ? i - 1 : -1];
    // One at an edge is left out where it would be pushed to its neighbour.
    const pushed = other && Math.abs(at(other.value) - centre) < half + widthOf(other.label, 12) / 2 + 6;
    if (!pushed) text(root, 'muted', centre, bottom + 16, 'middle', tick.label);
  });
  const unit = asOwn ? link.own : link.unit || '';
  const axis = (set.local ? 'coefficient in the local model of ' : '') + output.name + unit;
  text(root, 'muted', (frame.left + frame.right) / 2, bottom + 35, 'middle', fitted(axis, 12, frame.right - frame.left));

  const middle = row => TOP + row * PITCH + frame.above + 15.5;
  function label(name, value, row) {
    const space = (frame.above ? frame.right : frame.left) - 16;
    const shownName = fitted(name, 13, Math.max(space / 2, space - widthOf(value, 13)));
    const shownValue = value && fitted(value, 13, space - widthOf(shownName, 13));
    const y = frame.above ? middle(row) - BAR / 2 - 6 : middle(row) + 4.5;
    const element = svg(root, 'text', {class: 'text', x: px(frame.above ? frame.left : frame.left - 12), y: px(y),
      'text-anchor': frame.above ? 'start' : 'end'}, shownName);
    if (shownValue) svg(element, 'tspan', {class: 'muted', direction: 'ltr', 'unicode-bidi': 'isolate'}, shownValue);
    if (shownName + shownValue !== name + value) element.dataset.tip = name + value;
  }
  function beside(parent, ink, content, leftEnd, rightEnd, y, preferRight) {
    const width = widthOf(content, 12) + 6;
    const rightFits = rightEnd + width <= frame.width, leftFits = leftEnd - width >= frame.left - 6;
    const toRight = preferRight ? rightFits || !leftFits : !leftFits && rightFits;
    text(parent, ink, toRight ? Math.min(rightEnd + 6, frame.width - width) : Math.max(leftEnd - 6, width), y + 4.2,
      toRight ? 'start' : 'end', content);
  }
  function end(name, value, row) {
    label(name, '', row);
    const group = svg(root, 'g', {class: 'level', 'font-weight': 600, 'data-tip': name + ': ' + spoken(value, output)});
    svg(group, 'rect', {class: 'text', x: px(at(value) - 1.25), y: px(middle(row) - BAR / 2), width: 2.5, height: BAR});
    beside(group, 'text', levelText(value), at(value), at(value), middle(row), value >= 0 === answer >= base);
  }
  for (const [top, last] of ties) {
    const x = frame.above ? 4 : frame.left - 5, before = set.local ? 0 : 1;
    svg(root, 'line', {class: 'guide tie', x1: x, y1: px(middle(top + before) - BAR / 2 + 2), x2: x,
      y2: px(middle(last + before) + BAR / 2 - 2), 'stroke-width': 2, 'stroke-linecap': 'round',
      'data-tip': `Ranks ${top + 1} to ${last + 1} are tied: their 95 % intervals overlap.`});
  }
  if (set.local) {
    line('guide', at(0), TOP, at(0), bottom);
  } else {
    for (let i = 0; i <= steps.length; i++) {
      const x = at(i ? steps[i - 1].to : base);
      line('guide', x, middle(i), x, middle(i + 1), {'stroke-dasharray': '2 2'});
    }
    end(set.start, base, 0);
  }
  steps.forEach((step, i) => {
    const y = middle(i + (set.local ? 0 : 1)), raises = step.value > 0, size = sizeText(step);
    label(step.head, step.suffix, i + (set.local ? 0 : 1));
    const tail = at(step.from), tip = at(step.to), length = tip - tail;
    const neck = tip - Math.sign(length) * Math.min(HEAD, Math.abs(length));
    const said = signed(step.value, step.error) + (supports(step.error) ? ' \u00b1 ' + errorOf(step.value, step.error) : '');
    const group = svg(root, 'g', {class: 'step', 'data-tip': step.head + step.suffix + ': ' + said});
    svg(group, 'path', {class: raises ? 'raises' : 'lowers',
      d: `M${px(tail)} ${px(y - 10)}H${px(neck)}L${px(tip)} ${px(y)}L${px(neck)} ${px(y + 10)}H${px(tail)}Z`});
    const reach = supports(step.error) ? 1.96 * step.error : 0;
    if (reach) {
      const ends = [step.to - reach, step.to + reach].filter(value => value >= first && value <= last);
      const d = `M${px(inside(step.to - reach))} ${px(y)}H${px(inside(step.to + reach))}`
        + ends.map(value => `M${px(at(value))} ${px(y - 3.5)}v7`).join('');
      svg(group, 'path', {class: 'halo', d, 'stroke-width': 3, fill: 'none', 'stroke-linecap': 'square'});
      svg(group, 'path', {class: 'error', d, 'stroke-width': 1.3, fill: 'none'});
    }
    const left = Math.min(tail, tip), right = Math.max(tail, tip);
    const freeLeft = raises ? left : Math.max(left + HEAD, at(step.to + reach) + 4);
    const freeRight = raises ? Math.min(right - HEAD, at(step.to - reach) - 4) : right;
    if (freeRight - freeLeft >= widthOf(size, 12) + 8) {
      text(group, 'on-bar', (freeLeft + freeRight) / 2, y + 4.2, 'middle', size);
    } else {
      beside(group, step.value ? raises ? 'raises' : 'lowers' : 'muted', size,
        Math.min(left, inside(step.to - reach)), Math.max(right, inside(step.to + reach)), y, raises);
    }
  });
  if (!set.local) end(set.end, answer, steps.length + 1);

  const open = host.querySelector('details')?.open;
  host.replaceChildren(html('p', isolated(caption).replace(/ %/g, '\u00a0%'), {class: 'lead', dir: 'ltr'}), figure, numbers(set, output, steps, base, answer, index));
  host.querySelector('details').open = Boolean(open);
  format = USUAL;
}

function sentence(set, index, output, rest, asOwn, link) {
  const answer = output.answers[index];
  if (set.local) {
    const score = output.r2[index];
    return 'The linear model ' + (score === null ? 'has nothing to explain: the answers around it do not vary'
      : 'explains ' + rounded(100 * score) + ' % of how the model\'s answers vary around this row (weighted R\u00b2)')
      + '. For this row it says ' + spoken(output.local[index], output) + ', the model itself ' + spoken(answer, output)
      + '; the coefficients need not add up to either.' + (rest ? ` ${rest} smaller coefficients are not shown.` : '');
  }
  return set.known + ' the model answers ' + spoken(each(output.base, index), output) + '; for this ' + set.subject
    + ' it answers ' + spoken(answer, output) + '.'
    + (asOwn ? ` Each step is the change of the ${link.name} when the steps are taken in this order; attributions add up`
      + ` on the scale of the link${link.unit} alone.` : '');
}

function numbers(set, output, steps, base, answer, index) {
  const rows = steps.map(step => [step.head, step.suffix.replace(/^ = /, ''), signed(step.value, step.error),
    step.error ? errorOf(step.value, step.error) : '']);
  const table = html('table', '');
  const header = table.createTHead().insertRow();
  ['Player', 'Value', set.local ? 'Coefficient' : 'Attribution', 'Standard error'].forEach((name, i) =>
    header.append(html('th', name, {scope: 'col', class: i > 1 ? 'number' : ''})));
  const body = table.createTBody();
  const ends = set.local ? [['Intercept', '', level(base), '']] : [[set.start, '', level(base), '']];
  const local = set.local ? [['Local prediction g(x)', '', level(output.local[index]), '']] : [];
  for (const cells of [...ends, ...rows, ...local, [set.end, '', level(answer), '']]) {
    const row = body.insertRow();
    row.append(html('th', cells[0], {scope: 'row', dir: 'auto'}), html('td', cells[1], {dir: 'auto'}),
      html('td', cells[2], {class: 'number'}), html('td', cells[3], {class: 'number'}));
  }
  const details = html('details', '');
  const scroll = html('div', '', {class: 'scroll'});
  scroll.append(table);
  details.append(html('summary', 'The numbers'), scroll);
  return details;
}

// ---- state: one output, one scale, one row

const state = {output: -1, own: false, row: -1};
const list = data.list < 0 ? null : data.sets[data.list];
const sections = all('section[data-output]');
const drawn = all('section[data-set]').map((section, i) => {
  const host = html('div', '', {id: 'drawn' + i, class: 'drawn'});
  const still = all(':scope>.lead,:scope>figure,:scope>details', section);
  still[0].before(host);
  return {section, host, still};
});
const explorer = byId('rows');
const lookOf = section => ({section, shown: +section.dataset.shown, order: section.dataset.order,
  width: section.dataset.width && +section.dataset.width});
const shownOutput = set => set.outputs.findIndex(output => output.index === state.output);

/** Shows the sections of the chosen output in place of their likes; waterfalls are drawn anew where none was written. */
function showOutput() {
  for (const section of sections) {
    const other = state.output >= 0 && +section.dataset.output !== state.output;
    const like = other && sections.some(s => s.dataset.kind === section.dataset.kind && +s.dataset.output === state.output);
    section.hidden = like;
    const link = document.querySelector(`.contents a[href="#${section.id}"]`);
    if (link) link.parentNode.hidden = like;
  }
  for (const {section, host, still} of drawn) {
    const set = data.sets[section.dataset.set];
    const written = set.outputs.findIndex(output => output.index === +section.dataset.output);
    const chosen = state.output >= 0 && shownOutput(set) >= 0 ? shownOutput(set) : written;
    const output = set.outputs[chosen];
    const anew = !section.hidden && (chosen !== written || (state.own && linkOf(output).name && !set.local));
    still.forEach(element => element.classList.toggle('away', anew));
    still.forEach(element => { element.hidden = anew; });
    host.hidden = !anew;
    if (anew) waterfall(host, set, +section.dataset.index, output, state.own, lookOf(section));
  }
  document.documentElement.classList.toggle('own', state.own);
  if (list) fillRows();
  if (list && state.row >= 0) openRow();
}

// ---- one row, everywhere

// Rows are known by their places in the list. Pictures of other rows say which of theirs are in it.
for (const section of all('section[data-rows]')) {
  const places = section.dataset.rows.split(' ').map(Number);
  const placed = text => text.split(' ').map(row => places[row] ?? -1).join(' ');
  for (const mark of all('[data-row]', section)) mark.dataset.row = placed(mark.dataset.row);
  for (const marks of all('[data-rows]', section)) marks.dataset.rows = placed(marks.dataset.rows);
}
if (list) {
  for (const mark of all('[data-number]')) {
    const row = list.rows.indexOf(+mark.dataset.number);
    if (row >= 0) mark.dataset.row = row;
  }
}
const isListed = section => !section.dataset.rows || section.dataset.rows.split(' ').includes(String(state.row));

/** Marks where one row's attributions are among those that a picture shows spread out. */
function markSpread(spread, section) {
  const [from, to, low, high] = spread.dataset.scale.split(' ').map(Number);
  const output = list.outputs.find(o => o.index === +section.dataset.output);
  for (const line of all('[data-label]', spread)) {
    const player = list.players.indexOf(line.dataset.label);
    if (player < 0 || !output) continue;
    const cx = px(from + (to - from) * ((valueOf(output, list, state.row, player) - low) / (high - low)));
    svg(line, 'circle', {class: 'dot spot', cx, cy: line.dataset.y, r: 3.4});
    svg(line, 'circle', {class: 'ring', cx, cy: line.dataset.y, r: 6});
  }
}

const points = new WeakMap();

function pointsOf(path) {
  if (!points.has(path)) {
    const rows = path.dataset.rows.split(' ').map(Number);
    const places = [...path.getAttribute('d').matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)].map(m => [+m[1], +m[2]]);
    points.set(path, rows.map((row, i) => ({row, x: places[i][0], y: places[i][1]})));
  }
  return points.get(path);
}

// A heatmap's or a stack's columns: one unit of x a row.
const columnRows = columns => columns.dataset.rows.split(' ').map(Number);
const columnOwners = columns => columns.hasAttribute('transform') ? [columns] : all('g[transform]', columns);

function ringColumn(picture, columns) {
  const index = columnRows(columns).indexOf(state.row);
  const owners = columnOwners(columns);
  if (index < 0 || !owners.length) return false;
  const back = picture.getScreenCTM().inverse();
  const across = back.multiply(owners[0].getScreenCTM());
  const level = (matrix, y) => new DOMPoint(0, y).matrixTransform(back.multiply(matrix)).y;
  // A strip is one unit high around its line; a stack is as high as what is in it.
  const strips = columns.hasAttribute('transform') ? [columns.getBBox()].map(box => [box.y, box.y + box.height])
    : owners.map(owner => [level(owner.getScreenCTM(), -.5), level(owner.getScreenCTM(), .5)]);
  // One ring around strips that lie together, one each where labels stand between them.
  const apart = strips.some(([above], i) => i && above - strips[i - 1][1] > 12);
  for (const [above, below] of apart ? strips : [[strips[0][0], strips.at(-1)[1]]]) {
    svg(picture, 'rect', {class: 'ring', x: across.e + index * across.a - 1, width: across.a + 2, y: above - 1, height: below - above + 2});
  }
  return true;
}

function columnAt(target, event) {
  const columns = target.closest?.('g.columns[data-rows]');
  const owner = columns && target.closest('g[transform]');
  if (!owner) return null;
  const x = new DOMPoint(event.clientX, event.clientY).matrixTransform(owner.getScreenCTM().inverse()).x;
  const rows = columnRows(columns);
  return {path: target, row: rows[Math.min(Math.max(Math.floor(x), 0), rows.length - 1)]};
}

function highlight() {
  const chosen = state.row >= 0;
  all('.ring,.dot').forEach(ring => ring.remove());
  all('.is-row').forEach(mark => mark.classList.remove('is-row'));
  for (const section of all('section[data-row]')) section.classList.toggle('is-row', chosen && +section.dataset.row === state.row);
  for (const picture of all('main figure svg')) {
    const section = picture.closest('section');
    if (chosen && list && state.row < list.rows.length && isListed(section)) {
      all('.spread', picture).forEach(spread => markSpread(spread, section));
    }
    const marks = all(`[data-row="${state.row}"]`, picture);
    const paths = chosen ? all('path[data-rows]', picture) : [];
    let found = marks.length > 0;
    marks.forEach(mark => mark.classList.add('is-row'));
    for (const path of paths) {
      const point = pointsOf(path).find(p => p.row === state.row);
      if (!point) continue;
      found = true;
      const width = parseFloat(getComputedStyle(path).strokeWidth) || 5;
      const dot = svg(path.closest('g'), 'circle', {class: 'dot', cx: point.x, cy: point.y, r: width / 2 + .6});
      dot.style.fill = getComputedStyle(path).stroke;
      svg(path.closest('g'), 'circle', {class: 'ring', cx: point.x, cy: point.y, r: width / 2 + 2});
    }
    if (chosen && picture.getClientRects().length) all('g.columns[data-rows]', picture).forEach(columns => ringColumn(picture, columns));
    picture.classList.toggle('has-row', chosen && found);
  }
  if (list) {
    all('tbody tr', explorer).forEach(row => row.classList.toggle('is-row', +row.dataset.row === state.row));
    byId('chosen').hidden = !chosen;
    byId('chosen-row').textContent = chosen ? rowName(state.row) : '';
  }
}

const rowName = row => row < list.rows.length ? 'Row ' + list.rows[row] : 'A row beyond the list';

function choose(row) {
  state.row = row;
  if (list) openRow();
  highlight();
}

function openRow() {
  const known = state.row >= 0 && state.row < list.rows.length;
  byId('opened').hidden = !known;
  if (!known) return;
  const output = list.outputs[Math.max(0, shownOutput(list))];
  byId('opened-title').textContent = 'Row ' + list.rows[state.row];
  waterfall(byId('opened-picture'), list, state.row, output, state.own);
  const visible = visibleRows(), place = visible.indexOf(state.row);
  byId('previous').disabled = place <= 0;
  byId('next').disabled = place < 0 || place === visible.length - 1;
}

// ---- the row list

let body, trs, sortedBy = null, descending = false;
const visibleRows = () => [...body.rows].filter(tr => !tr.hidden).map(tr => +tr.dataset.row);

const short = text => [...text].length > 28 ? [...text].slice(0, 27).join('') + '\u2026' : text;

function fillRows() {
  const output = list.outputs[Math.max(0, shownOutput(list))];
  const link = state.own && !list.local ? linkOf(output) : LINKS.IDENTITY;
  byId('answer-head').textContent = 'Answer' + (link.name ? ` as ${link.name}` : linkOf(output).unit || '').replace('-', '\u2011');
  for (const tr of trs) {
    const index = +tr.dataset.row;
    tr.cells[1].textContent = link.name ? rounded(link.to(output.answers[index])) : level(output.answers[index]);
    tr.cells[2].textContent = isolated(ranked(list, index, output).slice(0, 3).map(player =>
      short(head(list, index, player)) + short(suffix(list, index, player)) + ' '
      + signed(valueOf(output, list, index, player), errorAt(output, list, index, player))).join(' \u00b7 '));
  }
  if (sortedBy !== null) sortRows();
}

function sortRows() {
  const output = list.outputs[Math.max(0, shownOutput(list))];
  const keys = [
    tr => list.rows[tr.dataset.row],
    tr => output.answers[tr.dataset.row],
    tr => Math.abs(valueOf(output, list, +tr.dataset.row, ranked(list, +tr.dataset.row, output)[0])),
  ];
  const key = keys[sortedBy], sign = descending ? -1 : 1;
  body.append(...trs.map(tr => [key(tr), tr]).sort((a, b) => sign * (a[0] - b[0])).map(pair => pair[1]));
}

const asNumber = text => parseFloat(text.replace(/\u2212/g, '-').replace(/^ = /, ''));

/** One clause of a filter: 'Age > 40', 'answer < 0', 'Home = rent', or words to be found anywhere in a row. */
function clause(text) {
  const parts = /^(.+?)\s*(<=|>=|!=|=|<|>)\s*(.+)$/.exec(text.trim());
  const name = parts && parts[1].toLowerCase();
  const player = parts ? list.players.findIndex(p => p.toLowerCase() === name) : -1;
  const answer = parts && (name === 'answer' || name === 'f(x)');
  if (player < 0 && !answer) {
    const wanted = text.trim().toLowerCase();
    return index => ('row ' + list.rows[index]) === wanted || String(list.rows[index]) === wanted
      || (isNaN(wanted) && list.players.some((_, p) =>
        (head(list, index, p) + suffix(list, index, p)).toLowerCase().includes(wanted)));
  }
  const wanted = asNumber(parts[3]), word = parts[3].trim().toLowerCase();
  const tests = {'<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b,
    '=': (a, b) => a === b, '!=': (a, b) => a !== b};
  return index => {
    const output = list.outputs[Math.max(0, shownOutput(list))];
    const shown = answer ? '' : suffix(list, index, player).replace(/^ = /, '').toLowerCase();
    const value = answer ? output.answers[index] : asNumber(shown);
    const numeric = !isNaN(value) && !isNaN(wanted);
    return numeric ? tests[parts[2]](value, wanted) : /^!?=$/.test(parts[2]) && tests[parts[2]](shown, word);
  };
}

function filterRows(text) {
  const clauses = text.split(',').filter(part => part.trim()).map(clause);
  let shown = 0;
  for (const tr of trs) {
    tr.hidden = !clauses.every(test => test(+tr.dataset.row));
    shown += !tr.hidden;
  }
  byId('filtered').textContent = shown === trs.length ? shown + ' rows' : shown + ' of ' + trs.length + ' rows';
  rove(body.querySelector('tr:not([hidden]) button'));
  if (state.row >= 0) openRow();
}

/** One row's button is a tab stop; arrow keys go to the others. */
function rove(button) {
  all('button[tabindex="0"]', body).forEach(other => { other.tabIndex = -1; });
  if (button) button.tabIndex = 0;
}

function startRows() {
  const table = explorer.querySelector('.rows table');
  body = table.tBodies[0];
  trs = [...body.rows];
  for (const tr of trs) {
    const button = html('button', tr.cells[0].textContent, {type: 'button', tabindex: '-1'});
    button.setAttribute('aria-label', 'Open row ' + tr.cells[0].textContent);
    tr.cells[0].replaceChildren(button);
  }
  [...table.tHead.rows[0].cells].forEach((cell, column) => {
    const button = html('button', cell.textContent, {type: 'button'});
    if (column === 1) button.id = 'answer-head';
    cell.replaceChildren(button);
    button.addEventListener('click', () => {
      descending = sortedBy === column ? !descending : column > 0;
      sortedBy = column;
      [...table.tHead.rows[0].cells].forEach(c => c.removeAttribute('aria-sort'));
      cell.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      sortRows();
      if (state.row >= 0) openRow();
    });
  });
  body.addEventListener('click', event => {
    const tr = event.target.closest('tr');
    if (tr) { rove(tr.querySelector('button')); choose(+tr.dataset.row); }
  });
  body.addEventListener('keydown', event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    const tr = event.target.closest('tr');
    if (!step || !tr) return;
    event.preventDefault();
    let next = tr;
    do next = step > 0 ? next.nextElementSibling : next.previousElementSibling; while (next && next.hidden);
    if (next) { rove(next.querySelector('button')); next.querySelector('button').focus(); }
  });
  byId('filter').addEventListener('input', event => filterRows(event.target.value));
  const walk = step => () => {
    const visible = visibleRows(), next = visible[visible.indexOf(state.row) + step];
    if (next === undefined) return;
    const tr = trs[next];
    rove(tr.querySelector('button'));
    tr.scrollIntoView({block: 'nearest'});
    choose(next);
  };
  byId('previous').addEventListener('click', walk(-1));
  byId('next').addEventListener('click', walk(1));
  byId('clear').addEventListener('click', () => choose(-1));
  all('.screen', explorer).forEach(element => { element.hidden = false; });
  byId('opened').hidden = true;
  filterRows('');
}

// ---- tooltips, by pointer and by arrow keys

const tip = html('div', '', {id: 'tip', role: 'status', hidden: '', dir: 'ltr'});
document.body.append(tip);

function tipOf(element) {
  const title = [...element.children].find(child => child.tagName === 'title');
  if (title && element.tagName !== 'svg') {
    element.dataset.tip = title.textContent;
    title.remove();
  } else if (element.title) {
    element.dataset.tip = element.title;
    element.removeAttribute('title');
  }
  return element.dataset.tip;
}

function tipped(element) {
  for (let e = element; e && e.tagName !== 'svg' && e.tagName !== 'SECTION' && e.tagName !== 'BODY'; e = e.parentElement) {
    if (tipOf(e)) return e;
  }
  return null;
}

function showTip(text, x, y) {
  tip.textContent = isolated(text);
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, x + 14), innerWidth - box.width - 8);
  const below = y + 18 + box.height < innerHeight;
  tip.style.transform = `translate(${left}px,${below ? y + 18 : Math.max(8, y - box.height - 10)}px)`;
}

function nearest(path, event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(path.getScreenCTM().inverse());
  let best = null, least = Infinity;
  for (const point of pointsOf(path)) {
    const distance = (point.x - at.x) ** 2 + (point.y - at.y) ** 2;
    if (distance < least) { least = distance; best = point; }
  }
  return best;
}

/** What a point of a swarm stands for. */
function pointTip(path, row) {
  const owner = path.closest('[data-label]');
  const section = path.closest('section');
  const player = list && owner ? list.players.indexOf(owner.dataset.label) : -1;
  if (!list || row < 0 || row >= list.rows.length) return 'A row that is not in the list';
  if (player < 0) return 'Row ' + list.rows[row];
  const output = list.outputs.find(o => o.index === +section.dataset.output) || list.outputs[0];
  return `Row ${list.rows[row]}\n${head(list, row, player)}${suffix(list, row, player)}: `
    + signed(valueOf(output, list, row, player), errorAt(output, list, row, player));
}

function rowTip(line) {
  const row = +line.dataset.row;
  const output = list.outputs.find(o => o.index === +line.closest('section').dataset.output) || list.outputs[0];
  return answerOf(row, output);
}

const answerOf = (row, output) => `Row ${list.rows[row]}\nAnswer: ${spoken(output.answers[row], output)}`;
const isOfRows = figure => figure.querySelector('svg [data-rows], svg [data-row]') !== null;

document.addEventListener('pointermove', event => {
  if (event.pointerType === 'touch') return;
  hover(event);
});

/** The row that a mark of many rows shows at the pointer. */
function rowAt(event) {
  const path = event.target.closest?.('path[data-rows]');
  return path ? {path, row: nearest(path, event).row} : columnAt(event.target, event);
}

function hover(event) {
  keyed = null;
  const many = rowAt(event);
  const line = many ? null : event.target.closest?.('svg [data-row]');
  const marked = many ? null : tipped(event.target);
  if (many) showTip(pointTip(many.path, many.row), event.clientX, event.clientY);
  else if (line && !marked && list && +line.dataset.row >= 0 && +line.dataset.row < list.rows.length) showTip(rowTip(line), event.clientX, event.clientY);
  else if (marked) showTip(tipOf(marked), event.clientX, event.clientY);
  else tip.hidden = true;
}

document.addEventListener('click', event => {
  const many = rowAt(event);
  const mark = event.target.closest?.('svg [data-row]');
  if (many && many.row >= 0) choose(many.row);
  else if (mark && +mark.dataset.row >= 0) choose(+mark.dataset.row);
  if (event.pointerType === 'touch') hover(event);
});

// What the keyboard reads moves with what scrolls, for focus and arrow keys scroll by themselves.
let keyed = null;

function readOut(show) {
  keyed = show;
  requestAnimationFrame(() => { if (keyed === show) show(); });
}

function hideTip() {
  keyed = null;
  tip.hidden = true;
}

document.addEventListener('scroll', () => { if (keyed) keyed(); else tip.hidden = true; }, {passive: true});
document.addEventListener('keydown', event => { if (event.key === 'Escape') hideTip(); });

const readable = figure => all('svg *', figure).filter(e => e.dataset && tipOf(e) && e.getClientRects().length);
const reading = new WeakMap();

/** In a picture of rows, arrow keys go from row to row. */
function readRows(figure, step, event) {
  if (!list || !step || !isOfRows(figure)) return;
  event.preventDefault();
  const visible = visibleRows();
  const at = visible.indexOf(state.row) + step;
  const next = visible[Math.min(Math.max(at, 0), visible.length - 1)];
  if (next === undefined) return;
  choose(next);
  const section = figure.closest('section');
  const output = list.outputs.find(o => o.index === +section.dataset.output) || list.outputs[0];
  readOut(() => {
    const box = figure.getBoundingClientRect();
    showTip(answerOf(next, output), box.left + box.width / 2, box.top + 40);
  });
}

document.addEventListener('keydown', event => {
  const figure = event.target.tagName === 'FIGURE' ? event.target : null;
  const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
  if (!figure || !(step || event.key === 'Enter')) return;
  const marks = readable(figure);
  if (!marks.length) { readRows(figure, step, event); return; }
  event.preventDefault();
  const before = reading.has(figure) ? reading.get(figure) : -1;
  const next = step ? Math.min(Math.max(before + step, 0), marks.length - 1) : before;
  if (next < 0) return;
  reading.set(figure, next);
  if (!step && marks[next].dataset.row) choose(+marks[next].dataset.row);
  marks[next].scrollIntoView({block: 'nearest', inline: 'nearest'});
  readOut(() => {
    const box = marks[next].getBoundingClientRect();
    showTip(tipOf(marks[next]), box.left + box.width / 2, box.top + box.height / 2);
  });
});
document.addEventListener('focusout', hideTip);

// ---- start

document.documentElement.classList.add('live');
for (const figure of all('main figure')) {
  figure.tabIndex = 0;
  figure.setAttribute('aria-label', figure.querySelector('svg g title, svg [data-tip]') || !isOfRows(figure)
    ? 'Picture; arrow keys read its marks' : 'Picture; arrow keys go from row to row');
}
const linked = data.sets.flatMap(set => set.local ? [] : set.outputs.map(output => output.link)).filter(link => linkNamed(link).name);
const choice = byId('output'), scale = byId('own');
if (data.outputs.length > 1) {
  choice.append(html('option', 'All outputs', {value: '-1'}));
  data.outputs.forEach((name, index) => choice.append(html('option', name, {value: index})));
  choice.addEventListener('change', () => { state.output = +choice.value; showOutput(); highlight(); });
  choice.closest('label').hidden = false;
}
if (linked.length) {
  scale.textContent = linked.every(link => link === 'LOGIT') ? 'Show as probability' : 'Show on the model\u2019s own scale';
  scale.addEventListener('click', () => {
    state.own = !state.own;
    scale.setAttribute('aria-pressed', state.own);
    showOutput();
    highlight();
  });
  scale.hidden = false;
}
byId('tools').hidden = !(data.outputs.length > 1 || linked.length || list);
drawn.forEach(({host}) => { host.hidden = true; });
if (list) startRows();
narrow.addEventListener('change', () => { showOutput(); highlight(); });

const links = all('.contents a');
if (links.length) {
  const seen = new Map();
  const watch = new IntersectionObserver(entries => {
    for (const entry of entries) seen.set(entry.target.id, entry.isIntersecting);
    const current = links.find(link => seen.get(link.hash.slice(1)));
    links.forEach(link => link === current ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
  }, {rootMargin: '-70px 0px -45% 0px'});
  links.forEach(link => { const target = byId(link.hash.slice(1)); if (target) watch.observe(target); });
}
})();
