"""How the page of a migration report looks."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --line: #8885; --safe: #2e9e5b; --unsafe: #d99a1c; --hand: #c2453d; --before: #8889 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 1rem auto; padding: 0 1rem }
#en:checked ~ main [lang=zh-CN], #zh:checked ~ main [lang=en] { display: none }
.language { margin: 0 1rem 0 .3rem; font-size: .9rem }
h1 { font-size: 1.6rem; line-height: 1.25 } h2 { font-size: 1.2rem; margin-top: 2.5rem }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.6rem, 1fr)); gap: .75rem; padding: 0 }
dl div { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem }
dt { font-size: .85rem; opacity: .8 } dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums }
small { font-size: .85rem; white-space: nowrap; opacity: .8 }
table { border-collapse: collapse; width: 100% }
th { text-align: left; font-weight: 600; font-size: .85rem }
td, th { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.name { overflow-wrap: anywhere; min-width: 9rem }
.bar { width: 35%; min-width: 6rem; padding-top: .6rem }
.bar div, dl + div { display: flex; margin-bottom: .1rem }
.bar span, dl + div span { height: .8rem; flex: none }
.bar .before { height: .3rem }
dl + div { border-radius: .4rem; overflow: hidden }
.safe { background: var(--safe) } .unsafe { background: var(--unsafe) } .hand { background: var(--hand) }
.before { background: var(--before) }
.key > span { display: inline-block; margin-right: 1rem }
.key i { display: inline-block; width: .8rem; height: .8rem; margin-right: .3rem; vertical-align: -.05rem }
code { font: .85em ui-monospace, monospace } details { border-bottom: 1px solid var(--line); padding: .3rem 0 }
summary { cursor: pointer; overflow-wrap: anywhere } ul { padding-left: 1.2rem }
li { overflow-wrap: anywhere; margin: .4rem 0 }
a { color: light-dark(#3949ab, #9fa8da) }
footer { margin: 3rem 0; font-size: .85rem; opacity: .8 }
@media (max-width: 40rem) {
  tr { display: flex; flex-wrap: wrap; align-items: baseline; border-bottom: 1px solid var(--line) }
  td, th { border: 0; padding: .2rem 0 }
  td:first-child, th:first-child, td.bar { flex: 1 0 100% }
  .n { flex: 0 0 4rem; text-align: left } .n:last-of-type { flex: auto }
  td.bar { padding: 0 0 .4rem } th.bar, td.bar:empty { display: none }
  dl div:last-child:nth-child(odd) { grid-column: span 2 }
}
"""
