/** The colours and measures of the report of `npm start`, and those of controls. */
export const style = `:root{color-scheme:light dark;--page:#f6f6f3;--card:#fff;--ink:#1b1f24;--muted:#626a75;--line:#e3e3de;--first:#0b6cb0;--second:#c2570c;--wrong:#a3201a;--soft:#eef4f9}
@media (prefers-color-scheme:dark){:root{--page:#101318;--card:#181c22;--ink:#e7e9ec;--muted:#9aa3af;--line:#2a3038;--first:#5fb4ef;--second:#f19a52;--wrong:#ff8f84;--soft:#22303d}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1240px;margin:0 auto;padding:32px 20px 64px}h1{font-size:28px;margin:0 0 4px}h2{font-size:18px;margin:0 0 12px}
.brand{letter-spacing:.14em;font-size:12px;color:var(--muted);margin:0}.hint{color:var(--muted);font-size:13px;margin:8px 0 0}
.badge{display:inline-block;border:1px solid var(--line);border-radius:999px;padding:1px 10px;font-size:12px;margin:8px 0 0}
section,.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px;margin-top:16px}
.columns{display:grid;grid-template-columns:330px minmax(0,1fr);gap:16px;align-items:start}
.card{position:sticky;top:8px;max-height:calc(100vh - 16px);overflow:auto}.card h2{font-size:15px;margin:14px 0 6px}.card h2:first-child{margin-top:0}
@media (max-width:860px){.columns{display:block}.card{position:static;max-height:none}}
.field{display:grid;grid-template-columns:1fr 84px;gap:0 10px;align-items:center;padding:4px 0}.field label{grid-column:1;font-size:13px;color:var(--muted)}
.field input[type=range]{grid-column:1;width:100%;margin:2px 0;accent-color:var(--first)}
.field input[type=text]{grid-column:2;grid-row:1/span 2;width:84px;padding:5px 8px;font:inherit;font-variant-numeric:tabular-nums;text-align:right;color:var(--ink);background:var(--page);border:1px solid var(--line);border-radius:8px}
.field input[aria-invalid=true]{border-color:var(--wrong);outline-color:var(--wrong)}
.words{grid-column:1/-1;color:var(--wrong);font-size:13px;margin:2px 0 0}.words:empty{display:none}
.buttons{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}button{font:inherit;font-size:13px;padding:6px 12px;border:1px solid var(--line);border-radius:8px;background:var(--soft);color:var(--ink);cursor:pointer}
button:disabled{opacity:.45;cursor:default}button#improve{background:var(--first);border-color:var(--first);color:var(--card)}
:focus-visible{outline:2px solid var(--first);outline-offset:2px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:10px}.tile{border:1px solid var(--line);border-radius:10px;padding:10px 14px}
.tile b{display:block;font-size:22px;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.3}.tile span{font-size:12px;color:var(--muted)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{padding:5px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;font-weight:400}
thead th{color:var(--muted);font-weight:500}th:first-child{text-align:left}.portfolios th[scope=row]{font-size:13px}.portfolios .bar{width:40%;padding:5px 0}
.bar span{display:block;height:14px;border-radius:2px;background:var(--first);min-width:1px}.best .bar span{background:var(--second)}.rest th{color:var(--muted)}
.mark{font-size:11px;font-weight:600;color:var(--second);border:1px solid var(--second);border-radius:999px;padding:0 7px;margin-left:4px}
figure{margin:16px 0 0;overflow-x:auto}figure svg{display:block;width:100%;min-width:540px;height:auto}figure text{fill:var(--muted);font-size:11px}.bars rect{fill:var(--first)}.guess{fill:none;stroke:var(--second);stroke-width:2}.axis{stroke:var(--muted)}
.key{display:inline-block;width:22px;height:10px;vertical-align:middle;border-radius:2px;margin:0 4px 0 10px}.key.circuit{background:var(--first);margin-left:0}.key.guess{height:0;border-top:2px solid var(--second);border-radius:0}
.blocks{display:flex;gap:26px;list-style:none;margin:0;padding:0 0 6px;overflow-x:auto}.blocks li{position:relative;flex:1 0 104px;border:1px solid var(--line);border-radius:8px;padding:8px 12px}
.blocks span{display:block;color:var(--muted);font-size:12px}.blocks li+li::before{content:"";position:absolute;left:-27px;top:50%;width:26px;border-top:2px solid var(--line)}
.tall{overflow:auto;max-height:560px;margin:10px 0}.tall svg{display:block;max-width:none}.fit{overflow-x:auto}.fit svg{display:block;width:100%;min-width:540px;height:auto}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`;
