/** The colours and measures of the report of `npm start`, and those of this page. */
export const style = `:root{color-scheme:light dark;--page:#f6f6f3;--card:#fff;--ink:#1b1f24;--muted:#626a75;--line:#e3e3de;--line-strong:#b9b9b1;--first:#0b6cb0;--second:#c2570c;--soft:#eef4f9;--wrong:#a3201a;--out:#cdd5dd;--half:#7db3dc;--all:#0b6cb0}
@media (prefers-color-scheme:dark){:root{--page:#101318;--card:#181c22;--ink:#e7e9ec;--muted:#9aa3af;--line:#2a3038;--line-strong:#566070;--first:#5fb4ef;--second:#f19a52;--soft:#22303d;--wrong:#ff8f84;--out:#39424e;--half:#35719d;--all:#5fb4ef}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1060px;margin:0 auto;padding:32px 20px 64px}h1{font-size:28px;margin:0 0 4px}h2{font-size:18px;margin:0 0 12px}p{overflow-wrap:anywhere}
.brand{letter-spacing:.14em;font-size:12px;color:var(--muted);margin:0}.hint{color:var(--muted);font-size:13px;margin:8px 0 0}
.badge{display:inline-block;border:1px solid var(--line);border-radius:999px;padding:1px 10px;font-size:12px;margin:8px 0 0}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px;margin-top:16px}
canvas{display:block;width:100%;height:clamp(170px,44vw,300px);border:1px solid var(--line);border-radius:10px;background:var(--page)}
.controls{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-top:12px}button{font:inherit;font-size:14px;padding:6px 14px;border:1px solid var(--line);border-radius:8px;background:var(--soft);color:var(--ink);cursor:pointer}
button#pause{background:var(--first);border-color:var(--first);color:var(--card);min-width:84px}button:disabled{opacity:.45;cursor:default}
label{font-size:13px;color:var(--muted);margin-left:auto}input{width:92px;padding:5px 8px;font:inherit;font-variant-numeric:tabular-nums;text-align:right;color:var(--ink);background:var(--page);border:1px solid var(--line);border-radius:8px}
input[aria-invalid=true]{border-color:var(--wrong)}.words{color:var(--wrong);font-size:13px;margin:6px 0 0}.words:empty{display:none}:focus-visible{outline:2px solid var(--first);outline-offset:2px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(120px,1fr));gap:10px;margin-top:12px}.tile{border:1px solid var(--line);border-radius:10px;padding:8px 14px}
.tile b{display:block;font-size:20px;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.3}.tile span{font-size:12px;color:var(--muted)}.meter{display:block;height:4px;border-radius:2px;background:var(--line);margin-top:6px}.meter i{display:block;height:4px;border-radius:2px;background:var(--first)}
figure{margin:0;overflow-x:auto}figure svg{display:block;width:100%;min-width:600px;height:auto}figure text{fill:var(--muted);font-size:12px}.price{fill:none;stroke:var(--ink);stroke-width:1.3}.axis{stroke:var(--muted)}
.choice0{fill:var(--out)}.choice1{fill:var(--half)}.choice2{fill:var(--all)}.key{display:inline-block;width:18px;height:10px;border-radius:2px;margin:0 5px 0 12px;vertical-align:middle}.key.choice0{background:var(--out);margin-left:0}.key.choice1{background:var(--half)}.key.choice2{background:var(--all)}
.checks{list-style:none;margin:0;padding:0}.checks li{border-left:4px solid var(--line-strong);padding:2px 12px;margin:10px 0}.checks li.same{border-color:var(--first)}.checks li.other{border-color:var(--wrong)}.checks b{font-weight:500}
.digest{display:block;font:12px/1.5 ui-monospace,Menlo,Consolas,monospace;color:var(--muted);overflow-wrap:anywhere}kbd{border:1px solid var(--line-strong);border-radius:4px;padding:0 5px;font:12px ui-monospace,Menlo,Consolas,monospace}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`;
