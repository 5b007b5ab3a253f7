#include "html.h"

namespace pgtidy::report {

llvm::StringRef htmlStyle() {
  return R"css(
:root { --ground: #f7f8fa; --sheet: #fff; --ink: #1c2430; --soft: #566072; --line: #d9dee6; --code: #f1f3f7;
  --hit: #fff4d6; --mark: #ffd666; --error: #b3261e; --error-ground: #fdecea; --warning: #8a5a00;
  --warning-ground: #fff3d6; --fine: #1b6e3c; --fine-ground: #e4f5ea; --link: #1a56b0; }
@media (prefers-color-scheme: dark) { :root { --ground: #12161d; --sheet: #1a2029; --ink: #e6eaf0; --soft: #a3adbd;
  --line: #313a47; --code: #11151b; --hit: #2e2a17; --mark: #8a6a00; --error: #ff9a92; --error-ground: #3b1c1a;
  --warning: #f2c14e; --warning-ground: #37290a; --fine: #7fd6a0; --fine-ground: #14301f; --link: #8ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem; }
h1 { margin: .5rem 0 0; font-size: 2rem; letter-spacing: -.02em; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.5rem; }
h3 { margin: 1.75rem 0 .75rem; font-size: 1.15rem; }
h4 { margin: 0; font-size: 1rem; line-height: 1.4; overflow-wrap: anywhere; }
a { color: var(--link); }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem; }
.lead, .meta, .owner, footer, caption { color: var(--soft); }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 1rem 0; list-style: none; }
.tile { background: var(--sheet); border: 1px solid var(--line); border-radius: .6rem; padding: .6rem 1rem; min-width: 9rem; }
.tile b { display: block; font-size: 1.75rem; line-height: 1.2; }
.tile.error b { color: var(--error); } .tile.warning b { color: var(--warning); } .tile.none b { color: var(--fine); }
nav { display: flex; flex-wrap: wrap; gap: 1rem; }
.controls { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; margin: .5rem 0; } .controls[hidden] { display: none; }
.controls input[type=search] { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--soft);
  border-radius: .4rem; padding: .3rem .6rem; min-width: 16rem; }
.finding, .table { background: var(--sheet); border: 1px solid var(--line); border-left-width: .3rem; border-radius: .5rem;
  padding: .8rem 1rem; margin: 0 0 .9rem; }
.finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); }
.finding[hidden], .area[hidden] { display: none; }
.meta { margin: .3rem 0; font-size: .9rem; }
.place, code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .85rem; }
.place { overflow-wrap: anywhere; }
pre { margin: .5rem 0; padding: .6rem .8rem; background: var(--code); border-radius: .4rem; overflow-x: auto; }
.source { padding: .4rem 0; line-height: 1.45; } .row { display: block; padding-right: .8rem; width: max-content; min-width: 100%; }
.row:empty { display: none; }
.row.hit { background: var(--hit); } mark { background: var(--mark); color: inherit; border-radius: .15rem; }
.number { display: inline-block; width: 3.5rem; padding-right: .8rem; text-align: right; color: var(--soft); user-select: none; }
.badge, .count { display: inline-block; border-radius: 1rem; padding: 0 .6rem; font-size: .8rem; font-weight: 600;
  background: var(--code); color: var(--soft); white-space: nowrap; }
.badge.error, .count.error { background: var(--error-ground); color: var(--error); }
.badge.warning { background: var(--warning-ground); color: var(--warning); }
.badge.fine, .count.fine { background: var(--fine-ground); color: var(--fine); }
summary { cursor: pointer; } details > summary:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.notes { padding-left: 1.5rem; } .good { color: var(--fine); font-weight: 600; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .95rem; }
caption { text-align: left; font-size: .9rem; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem .45rem 0; border-top: 1px solid var(--line); }
.sql { overflow-wrap: anywhere; } .problems li { overflow-wrap: anywhere; }
@media print { .controls, nav, .skip { display: none; } .finding, tr { break-inside: avoid; } }
)css";
}

llvm::StringRef htmlScript() {
  return R"js(
(() => {
  const form = document.querySelector('.controls');
  if (!form) return;
  form.hidden = false;
  const filter = document.getElementById('filter'), onlyErrors = document.getElementById('only-errors');
  const findings = [...document.querySelectorAll('.finding')];
  const update = () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const finding of findings) {
      const text = finding.textContent.toLowerCase();
      finding.hidden = !words.every(word => text.includes(word)) ||
        (onlyErrors.checked && !finding.classList.contains('error'));
      shown += !finding.hidden;
    }
    for (const area of document.querySelectorAll('.area'))
      area.hidden = !area.querySelector('.finding:not([hidden])');
    document.getElementById('shown').textContent = shown + ' of ' + findings.length;
  };
  form.addEventListener('input', update);
  form.addEventListener('submit', event => event.preventDefault());
  update();
})();
)js";
}

} // namespace pgtidy::report
